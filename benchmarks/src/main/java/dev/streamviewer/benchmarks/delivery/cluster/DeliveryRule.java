package dev.streamviewer.benchmarks.delivery.cluster;

/** A rule of the delivery that the simulation can do without, to show what the rule is for. */
public enum DeliveryRule {
  LOCAL_MARKS("A webhook service drops messages that it has handled."),
  AFFINITY("Gateways send a message and its repetitions to the same webhook service."),
  MARK_AFTER_OUTCOME("A message counts as handled only once Pusher or the outbox has its event."),
  ONE_SECOND("An event that Pusher does not accept within a second goes to the outbox."),
  STORE_BEFORE_ANSWER("Twitch gets 2xx only after the outbox has the event."),
  TWO_OWNERS("The outbox counts members that hold its map, not members of the cluster."),
  SAME_TOPOLOGY("An entry counts only if its owners did not change during the write."),
  RESEND("Events of the outbox are sent again until Pusher accepts them."),
  ONE_RESENDER("A single process at a time sends the events of the outbox."),
  OWN_VAIN_TRIES("Events are given up only after ten minutes of vain tries by the same process."),
  ASK_ELSEWHERE("A request to a process that is gone is asked once more, elsewhere."),
  REFUSED_AT_ONCE("A refused connection sends requests elsewhere at once."),
  PING_FIRST("A late answer is no reason to ask elsewhere; a missing response to a ping is."),
  UNKNOWN_IN_PONG("The response to a ping names the requests that the server does not know."),
  RUNNING_TIME("Only time in which the asking process ran counts for suspicion."),
  ITEM_BY_ITEM("An item that cannot be decoded does not fail its batch."),
  CHANNEL_IN_ORDER("A notifier has one call at a time under way for each channel."),
  CIRCUIT("A notifier that Pusher refuses repeatedly pauses."),
  QUEUE_BOUND("The queue of a notifier is bounded."),
  OUTBOX_BOUND("The outbox is bounded."),
  HISTORY_AT_BEGIN("The history learns of an event before Pusher does."),
  UNION_OF_WRITERS("Readers of the history read the segments of all notifiers."),
  WRITERS_REPEATED("Each notifier announces all known writers of the history again and again."),
  WAIT_FOR_FLUSH("Readers of the history wait until other notifiers have written."),
  NEWEST_WINS("The newest version of a segment remains after a split."),
  PAGE_DROPS_IDS("The page drops events whose id it has shown."),
  PAGE_DROPS_KEYS("The page drops events whose key it has shown."),
  KEY_WINDOW("An equal key means the same event for fifteen minutes only."),
  CATCH_UP("The page reads the recent events after it has subscribed."),
  READ_AGAIN("The page reads the recent events once more, three seconds later."),
  ANCHOR("Events that arrive before the recent events do not count as the last known one."),
  ORDER_BY_TIME("The page orders events by Twitch's time.");

  private final String sentence;

  DeliveryRule(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
