package dev.streamviewer.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 connection with one pending request at a time. */
final class LoadConnection {
  private static final int NO_CONTENT = 204;
  private static final String CONTENT_LENGTH = "content-length:";

  private final int port;
  private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
  private final ByteBuffer out = ByteBuffer.allocateDirect(4 * 1024);
  private SocketChannel channel;
  private int number;
  private long dueAt;

  LoadConnection(int port) {
    this.port = port;
  }

  void open(Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
    in.clear();
  }

  void close() throws IOException {
    channel.close();
  }

  /**
   * Sends a request.
   *
   * @param number the number of the message
   * @param dueAt the time when the message was due
   */
  void send(byte[] request, int number, long dueAt) throws IOException {
    this.number = number;
    this.dueAt = dueAt;
    out.clear().put(request).flip();
    in.clear();
    channel.write(out);
    if (out.hasRemaining()) {
      throw new IOException("The socket accepted only a part of the request");
    }
  }

  int number() {
    return number;
  }

  long dueAt() {
    return dueAt;
  }

  /** Reads available bytes; returns the status once the answer is complete, 0 before. */
  int read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("The server closed the connection");
    }
    var end = in.position();
    if (end < 16) {
      return 0;
    }
    var status = digit(9) * 100 + digit(10) * 10 + digit(11);
    return status == NO_CONTENT
        ? (endsWithBlankLine(end) ? status : 0)
        : isComplete(end) ? status : 0;
  }

  private boolean isComplete(int end) {
    var bytes = new byte[end];
    in.get(0, bytes);
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var body = text.indexOf("\r\n\r\n") + 4;
    if (body < 4) {
      return false;
    }
    var head = text.substring(0, body).toLowerCase(Locale.ROOT);
    var at = head.indexOf(CONTENT_LENGTH) + CONTENT_LENGTH.length();
    var length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
    return end >= body + length;
  }

  private boolean endsWithBlankLine(int end) {
    return in.getInt(end - 4) == 0x0d0a0d0a;
  }

  private int digit(int at) {
    return in.get(at) - '0';
  }
}
