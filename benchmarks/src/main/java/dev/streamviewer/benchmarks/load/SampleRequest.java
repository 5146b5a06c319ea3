package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * A sample request of {@link NotificationTemplates}, as the gateway passes it to the webhook
 * service.
 */
public final class SampleRequest {
  /** The secret of the signature. */
  public static final String SECRET = NotificationTemplates.SECRET;

  private SampleRequest() {}

  /** The signed headers and the body. */
  public static WebhookDelivery delivery() {
    try {
      var request =
          new String(new NotificationTemplates(1).request(1), US_ASCII).split("\r\n\r\n", 2);
      var headers = new HashMap<String, List<String>>();
      for (var line : request[0].split("\r\n")) {
        if (line.startsWith("Twitch-")) {
          var colon = line.indexOf(':');
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              List.of(line.substring(colon + 2)));
        }
      }
      return new WebhookDelivery(headers, Buffer.buffer(request[1]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
