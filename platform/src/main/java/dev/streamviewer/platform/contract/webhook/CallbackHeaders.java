package dev.streamviewer.platform.contract.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The headers that every genuine callback has. The gateway checks them before it reads a body, so
 * that other requests cost nothing.
 */
public final class CallbackHeaders {
  private static final String HUB_SIGNATURE = "x-hub-signature";
  private static final int MAX_SHOWN = 60;

  private CallbackHeaders() {}

  /**
   * Checks the headers of a callback.
   *
   * @param headers names in lower case, each with all its values
   * @throws RejectedCallback if no body could make the callback genuine
   */
  public static void check(Map<String, List<String>> headers, Instant now) throws RejectedCallback {
    if (EventSubHeaders.arePresent(headers)) {
      var message = EventSubHeaders.parse(headers);
      message.checkSignatureForm();
      message.checkAge(now);
    } else {
      hubSignature(headers);
    }
  }

  /** The signature of a WebSub hub; the accepted formats depend on the receiver. */
  public static String hubSignature(Map<String, List<String>> headers) throws RejectedCallback {
    if (!headers.containsKey(HUB_SIGNATURE)) {
      throw new RejectedCallback(
          RejectedCallback.Reason.MALFORMED,
          "There is no signature: expected the headers of Twitch EventSub, or %s."
              .formatted(HUB_SIGNATURE));
    }
    return single(headers, HUB_SIGNATURE);
  }

  /** The value of a header that must occur exactly once and not be empty. */
  public static String single(Map<String, List<String>> headers, String name)
      throws RejectedCallback {
    var values = headers.getOrDefault(name, List.of());
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw malformed(
          name,
          values.isEmpty() ? "missing" : values.size() > 1 ? "present more than once" : "empty",
          "it exactly once, as Twitch sends it");
    }
    return values.get(0);
  }

  /** The rejection of a header, with the fault and the expected value. */
  public static RejectedCallback malformed(String name, String fault, String expected) {
    return new RejectedCallback(
        RejectedCallback.Reason.MALFORMED,
        "The header %s is %s, expected %s.".formatted(name, fault, expected));
  }

  /** An untrusted value, shortened and reduced to ASCII for display. */
  public static String shown(String value) {
    var plain = value.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "…" : plain;
  }
}
