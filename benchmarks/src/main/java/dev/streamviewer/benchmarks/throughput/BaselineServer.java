package dev.streamviewer.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The minimal webhook receiver in Vert.x: checks the signature and answers. It neither drops
 * duplicates nor delivers events, so no product can be as fast.
 */
final class BaselineServer extends VerticleBase {
  private static final String HEADER = "Twitch-Eventsub-Message-";
  private static final String PREFIX = "sha256=";

  private final int port;
  private final String secret;
  private Mac mac;

  private BaselineServer(int port, String secret) {
    this.port = port;
    this.secret = secret;
  }

  /** Listens until the process ends; the arguments are the port and the secret. */
  public static void main(String[] arguments) {
    var port = Integer.parseInt(arguments[0]);
    var vertx = Vertx.vertx();
    vertx.deployVerticle(new BaselineServer(port, arguments[1])).onFailure(it -> System.exit(1));
  }

  @Override
  public Future<?> start() throws GeneralSecurityException {
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), "HmacSHA256"));
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
        .listen(port, "127.0.0.1");
  }

  private void answer(HttpServerRequest request, Buffer body) {
    request.response().setStatusCode(isGenuine(request, body) ? 204 : 403).end();
  }

  private boolean isGenuine(HttpServerRequest request, Buffer body) {
    var claimed = request.getHeader(HEADER + "Signature");
    if (claimed == null || claimed.length() != PREFIX.length() + 64) {
      return false;
    }
    mac.update(request.getHeader(HEADER + "Id").getBytes(US_ASCII));
    mac.update(request.getHeader(HEADER + "Timestamp").getBytes(US_ASCII));
    mac.update(body.getBytes());
    var genuine = HexFormat.of().parseHex(claimed, PREFIX.length(), claimed.length());
    return MessageDigest.isEqual(mac.doFinal(), genuine);
  }
}
