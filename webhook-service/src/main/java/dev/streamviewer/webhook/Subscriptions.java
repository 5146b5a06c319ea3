package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.ChannelOccupancy;
import dev.streamviewer.platform.contract.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.SubscriptionReport;
import dev.streamviewer.platform.contract.SubscriptionReport.Refusal;
import dev.streamviewer.webhook.TwitchSubscriptions.Creation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the subscriptions at Twitch that somebody needs, and ends those that nobody has needed for
 * a while. Twitch knows which exist and Pusher who listens; what is kept here is only when somebody
 * was last seen to care.
 */
final class Subscriptions {
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

  /**
   * Twitch's challenge comes within milliseconds as a rule; a page is not kept longer than this.
   */
  private static final Duration CONFIRMATION = Duration.ofSeconds(1);

  private static final String ENABLED = "enabled";
  private static final String PENDING = "webhook_callback_verification_pending";

  private final TwitchSubscriptions twitch;
  private final StreamerDirectory directory;
  private final Interest interest;
  private final Map<String, Promise<Void>> awaited = new HashMap<>();
  private final Map<String, Future<SubscriptionReport>> ensuring = new HashMap<>();

  Subscriptions(TwitchSubscriptions twitch, StreamerDirectory directory, Clock clock) {
    this.twitch = twitch;
    this.directory = directory;
    this.interest = new Interest(clock);
  }

  /** Takes over what exists at Twitch, after a start. */
  Future<Void> adopt() {
    return twitch
        .all()
        .onSuccess(
            found -> {
              found.forEach(subscription -> interest.seen(streamerOf(subscription)));
              log.info("Adopted {} subscriptions at Twitch", found.size());
            })
        .mapEmpty();
  }

  /** Makes sure that a streamer's events reach us; asks Twitch once for many who ask together. */
  Future<SubscriptionReport> ensure(String streamerId, String login) {
    interest.watched(streamerId, login);
    var underWay = ensuring.get(streamerId);
    if (underWay != null) {
      return underWay;
    }
    var report = twitch.about(streamerId).compose(existing -> createMissing(streamerId, existing));
    ensuring.put(streamerId, report);
    return report.onComplete(done -> ensuring.remove(streamerId));
  }

  /** Twitch has checked a subscription of ours. */
  void confirmed(SubscriptionConfirmed confirmed) {
    var type = new SubscriptionType(confirmed.type(), "", confirmed.conditionField());
    var promise = awaited.get(type.key(confirmed.streamerId()));
    if (promise != null) {
      promise.tryComplete();
    }
  }

  /** Pusher says who listens. */
  void occupancy(ChannelOccupancy occupancy) {
    interest.occupancy(occupancy);
  }

  /** A viewer left; others may still watch, which Pusher knows. */
  void unwatched(String login) {
    interest.left(ChannelNames.publicChannel(login));
  }

  /** Ends the subscriptions of streamers whom nobody has watched for a while. */
  Future<Void> sweep() {
    var sweeps = interest.forgotten().stream().map(this::end).toList();
    return Future.join(sweeps).mapEmpty();
  }

  private Future<Void> end(String streamerId) {
    return named(streamerId)
        .compose(
            v -> interest.isForgotten(streamerId) ? endAll(streamerId) : Future.succeededFuture());
  }

  /** An adopted streamer is known by id alone, but Pusher's channels are named by login. */
  private Future<Void> named(String streamerId) {
    return interest.isNamed(streamerId)
        ? Future.succeededFuture()
        : directory
            .byId(streamerId)
            .onSuccess(found -> found.ifPresent(it -> interest.name(streamerId, it.login())))
            .mapEmpty();
  }

  private Future<Void> endAll(String streamerId) {
    return twitch
        .about(streamerId)
        .compose(
            found -> {
              // Somebody may have come while Twitch was asked.
              if (!interest.isForgotten(streamerId)) {
                return Future.succeededFuture();
              }
              log.info("Nobody watches {}: ending {} subscriptions", streamerId, found.size());
              var deletions = found.stream().map(it -> twitch.delete(it.getString("id"))).toList();
              return Future.all(deletions).onSuccess(done -> interest.drop(streamerId)).mapEmpty();
            });
  }

  private Future<SubscriptionReport> createMissing(String streamerId, List<JsonObject> existing) {
    var states =
        SubscriptionType.PUBLIC.stream()
            .map(type -> existingOrNew(type, streamerId, existing))
            .toList();
    return Future.all(states).map(all -> report(all.list()));
  }

  private Future<Creation> existingOrNew(
      SubscriptionType type, String streamerId, List<JsonObject> existing) {
    for (var subscription : existing) {
      if (type.matches(subscription, streamerId)) {
        switch (subscription.getString("status", "")) {
          case ENABLED -> {
            return Future.succeededFuture(new Creation(Creation.State.ACTIVE, ""));
          }
          case PENDING -> {
            return Future.succeededFuture(new Creation(Creation.State.PENDING, ""));
          }
          default -> log.debug("{} of {} is dead, asking anew", type.type(), streamerId);
        }
      }
    }
    return create(type, streamerId);
  }

  /** The challenge can come before the answer to our wish, so that is awaited from before. */
  private Future<Creation> create(SubscriptionType type, String streamerId) {
    var key = type.key(streamerId);
    var challenged = awaited.computeIfAbsent(key, it -> Promise.promise()).future();
    return twitch
        .create(type, streamerId)
        .compose(
            creation ->
                creation.state() == Creation.State.PENDING
                    ? challenged
                        .timeout(CONFIRMATION.toMillis(), MILLISECONDS)
                        .map(new Creation(Creation.State.ACTIVE, ""))
                        .otherwise(creation)
                    : Future.succeededFuture(creation))
        .onComplete(done -> awaited.remove(key));
  }

  private static SubscriptionReport report(List<Creation> states) {
    var active = new ArrayList<String>();
    var pending = new ArrayList<String>();
    var refused = new ArrayList<Refusal>();
    for (var i = 0; i < states.size(); i++) {
      var type = SubscriptionType.PUBLIC.get(i).type();
      switch (states.get(i).state()) {
        case ACTIVE -> active.add(type);
        case PENDING -> pending.add(type);
        case REFUSED -> refused.add(new Refusal(type, states.get(i).reason()));
      }
    }
    return new SubscriptionReport(
        active.stream().distinct().toList(),
        pending.stream().distinct().toList(),
        refused.stream().distinct().toList());
  }

  /** The one id in a condition; Twitch lists the unused one of a raid as blank. */
  private static String streamerOf(JsonObject subscription) {
    return subscription.getJsonObject("condition", new JsonObject()).stream()
        .map(field -> String.valueOf(field.getValue()))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }
}
