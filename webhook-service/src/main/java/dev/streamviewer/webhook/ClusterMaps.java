package dev.streamviewer.webhook;

import dev.streamviewer.platform.cluster.SharedMaps;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;

/**
 * The maps of the cluster that the webhook service uses.
 *
 * @param marks copies of events while subscriptions are replaced, and ended subscriptions
 * @param outbox events accepted from Twitch and not yet by Pusher
 * @param leases jobs that only one process at a time may do
 * @param chatTokenOwners viewers whose tokens read chat
 * @param webSub WebSub subscriptions
 * @param viewerSamples numbers of viewers of watched streams
 */
record ClusterMaps(
    AsyncMap<String, String> marks,
    AsyncMap<String, String> outbox,
    AsyncMap<String, String> leases,
    AsyncMap<String, String> chatTokenOwners,
    AsyncMap<String, String> webSub,
    AsyncMap<String, String> viewerSamples) {
  static Future<ClusterMaps> open(Vertx vertx) {
    return Future.all(
            map(vertx, SharedMaps.MARKS),
            map(vertx, SharedMaps.OUTBOX),
            map(vertx, SharedMaps.LEASES),
            map(vertx, SharedMaps.CHAT_TOKEN_OWNERS),
            map(vertx, SharedMaps.WEBSUB),
            map(vertx, SharedMaps.VIEWER_SAMPLES))
        .map(
            maps ->
                new ClusterMaps(
                    maps.resultAt(0),
                    maps.resultAt(1),
                    maps.resultAt(2),
                    maps.resultAt(3),
                    maps.resultAt(4),
                    maps.resultAt(5)));
  }

  private static Future<AsyncMap<String, String>> map(Vertx vertx, String name) {
    return SharedMaps.map(vertx.sharedData(), name);
  }
}
