package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.WebhookDelivery;

/** Reads headers that must be there exactly once. */
final class Headers {
  private static final int BAD_REQUEST = 400;
  private static final int SHOWN = 60;

  private Headers() {}

  /** The value of a header that must be there once and not empty. */
  static String single(WebhookDelivery delivery, String name) throws Refusal {
    var values = delivery.header(name);
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw malformed(
          name,
          values.isEmpty() ? "missing" : values.size() > 1 ? "there more than once" : "empty",
          "it exactly once, as Twitch sends it");
    }
    return values.get(0);
  }

  /** The refusal of a header: what is wrong, and what was expected. */
  static Refusal malformed(String name, String fault, String expected) {
    return new Refusal(
        Outcome.MALFORMED,
        BAD_REQUEST,
        "The header %s is %s, expected %s.".formatted(name, fault, expected));
  }

  /** A value of a stranger, short enough and plain enough to be shown. */
  static String shown(String value) {
    var plain = value.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
  }
}
