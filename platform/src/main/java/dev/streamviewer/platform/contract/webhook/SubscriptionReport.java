package dev.streamviewer.platform.contract.webhook;

import java.util.List;

/**
 * What Twitch was asked to tell us about a streamer, by EventSub subscription type.
 *
 * @param active confirmed by Twitch
 * @param pending asked for, not yet confirmed
 * @param refused not to be had now
 */
public record SubscriptionReport(List<String> active, List<String> pending, List<Refusal> refused) {
  /**
   * A subscription that Twitch does not grant.
   *
   * @param cause why, in one word, by which words in other languages are found
   * @param reason a sentence for people
   */
  public record Refusal(String type, String cause, String reason) {}
}
