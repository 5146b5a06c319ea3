package dev.streamviewer.sandbox.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature methods of a hub (WebSub 7). */
public enum HubMode {
  SHA1,
  SHA256,
  SHA384,
  SHA512;

  /** Returns the value of {@code X-Hub-Signature}. */
  String sign(String secret, Buffer body) {
    var algorithm = "Hmac" + name();
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return name().toLowerCase(Locale.ROOT)
          + "="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This JVM has no " + algorithm, impossible);
    }
  }
}
