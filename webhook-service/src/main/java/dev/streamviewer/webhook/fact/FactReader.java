package dev.streamviewer.webhook.fact;

/** Reader of the events of one type. */
@FunctionalInterface
interface FactReader {
  /**
   * Reads a body.
   *
   * @param streamerId the streamer of the event, which the subscription decides
   */
  FactBuilder read(BodyFields fields, String streamerId);
}
