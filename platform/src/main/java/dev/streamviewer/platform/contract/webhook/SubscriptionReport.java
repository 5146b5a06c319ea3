package dev.streamviewer.platform.contract.webhook;

import java.util.List;
import java.util.stream.Stream;

/**
 * The subscriptions of a streamer, by EventSub subscription type.
 *
 * @param active confirmed by Twitch
 * @param pending created, not yet confirmed
 * @param refused currently unavailable
 */
public record SubscriptionReport(List<String> active, List<String> pending, List<Refusal> refused) {
  /**
   * A subscription that Twitch does not grant.
   *
   * @param cause the cause in one word, the key of translations
   * @param reason a sentence for people
   */
  public record Refusal(String type, String cause, String reason) {}

  /** Returns the report with further active types. */
  public SubscriptionReport withActive(List<String> types) {
    var all = Stream.concat(active.stream(), types.stream()).distinct().toList();
    return new SubscriptionReport(all, pending, refused);
  }
}
