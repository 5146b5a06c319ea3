package dev.streamviewer.notifier.pusher;

import com.pusher.rest.SignatureUtil;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The signed query of a call with a body. Pusher's library signs; it is not asked for the whole
 * query, since it takes the body as text only, and encodes that text a second time.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/#authentication">
 *     Authentication</a>
 */
final class CallSignature {
  private CallSignature() {}

  /**
   * Returns the query, signature included.
   *
   * @param path the path of a POST
   */
  static String query(String key, String secret, String path, Buffer body, long epochSeconds) {
    var query =
        "auth_key="
            + key
            + "&auth_timestamp="
            + epochSeconds
            + "&auth_version=1.0&body_md5="
            + md5(body);
    var signature = SignatureUtil.sign("POST\n" + path + "\n" + query, secret);
    return query + "&auth_signature=" + signature;
  }

  private static String md5(Buffer body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM lacks MD5", e);
    }
  }
}
