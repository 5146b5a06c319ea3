package dev.streamviewer.platform.contract.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.FormatVersion;
import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * The binary codec of callbacks, the largest part of bus traffic; JSON would encode the body in
 * Base64. The format is the number of headers with the {@link FormatVersion}, each with name and
 * values; the body; the token of a hub, empty if there is none. Texts are in UTF-8. Every
 * variable-length item is preceded by a length of four bytes. New releases may append fields:
 * decoders accept missing trailing fields and ignore unknown ones.
 */
public final class WebhookDeliveryCodec implements MessageCodec<WebhookDelivery, WebhookDelivery> {
  /** Registers this codec. */
  public static void register(EventBus bus) {
    bus.registerDefaultCodec(WebhookDelivery.class, new WebhookDeliveryCodec());
  }

  @Override
  public void encodeToWire(Buffer wire, WebhookDelivery callback) {
    wire.appendInt(FormatVersion.mark(callback.headers().size()));
    callback
        .headers()
        .forEach(
            (name, values) -> {
              append(wire, name);
              wire.appendInt(values.size());
              values.forEach(value -> append(wire, value));
            });
    wire.appendInt(callback.body().length()).appendBuffer(callback.body());
    append(wire, callback.hubToken() == null ? "" : callback.hubToken().value());
  }

  @Override
  public WebhookDelivery decodeFromWire(int position, Buffer wire) {
    try {
      return new Reader(position, wire).callback();
    } catch (IndexOutOfBoundsException e) {
      throw UnreadableRecord.tooShort(WebhookDelivery.class);
    }
  }

  /** Returns the same instance, since messages are immutable. */
  @Override
  public WebhookDelivery transform(WebhookDelivery callback) {
    return callback;
  }

  @Override
  public String name() {
    return WebhookDelivery.class.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  private static void append(Buffer wire, String text) {
    var bytes = text.getBytes(UTF_8);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

  private static final class Reader {
    private final Buffer wire;
    private int position;

    private Reader(int position, Buffer wire) {
      this.position = position;
      this.wire = wire;
    }

    private WebhookDelivery callback() {
      var headers = new HashMap<String, List<String>>();
      for (var left = headerCount(); left > 0; left--) {
        headers.put(text(), values());
      }
      var end = number() + position;
      var body = wire.getBuffer(position, end);
      position = end;
      return new WebhookDelivery(headers, body, hubToken());
    }

    private int headerCount() {
      var marked = wire.getInt(position);
      position += Integer.BYTES;
      return FormatVersion.unmark(marked, WebhookDelivery.class);
    }

    private Secret hubToken() {
      var token = position < wire.length() ? text() : "";
      return token.isEmpty() ? null : new Secret(token);
    }

    private List<String> values() {
      var values = new ArrayList<String>(1);
      for (var left = number(); left > 0; left--) {
        values.add(text());
      }
      return values;
    }

    private String text() {
      var end = number() + position;
      var text = wire.getString(position, end, UTF_8.name());
      position = end;
      return text;
    }

    private int number() {
      var number = wire.getInt(position);
      position += Integer.BYTES;
      return Objects.checkIndex(number, wire.length() - position + 1);
    }
  }
}
