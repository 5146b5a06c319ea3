package dev.streamviewer.webhook.websub;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests wanted topics at the hub, renews leases in time, and ends unwanted subscriptions. */
final class WebSubScheduler {
  private static final Logger log = LoggerFactory.getLogger(WebSubScheduler.class);

  private static final int MAX_TOPICS = 10_000;

  /** Requests per round, because the hub's verifications arrive all at once. */
  private static final int MAX_REQUESTS = 50;

  /** A limit for known topics alone: new topics get a share even if many leases are due. */
  private static final int MAX_CHANGES = 25;

  private static final int MAX_END_ATTEMPTS = 3;

  /** A viewer who returns within this time finds the subscription unchanged. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final WebSubSubscriptions subscriptions;
  private final WebSubHub hub;
  private final Function<String, String> topicOf;
  private final HubCredentials credentials;
  private final String keyId;
  private final Supplier<Set<String>> wanted;
  private final BooleanSupplier knowsAll;
  private final Clock clock;
  private final Map<String, Instant> unwantedSince = new HashMap<>();

  /**
   * @param topicOf the topic of a streamer
   * @param credentials the credentials for each topic
   * @param wanted the streamers whose topics are wanted
   * @param knowsAll whether all watched streamers are known, so that other topics may end
   */
  WebSubScheduler(
      WebSubSubscriptions subscriptions,
      WebSubHub hub,
      Function<String, String> topicOf,
      HubCredentials credentials,
      Supplier<Set<String>> wanted,
      BooleanSupplier knowsAll,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.hub = hub;
    this.topicOf = topicOf;
    this.credentials = credentials;
    this.keyId = credentials.currentKeyId();
    this.wanted = wanted;
    this.knowsAll = knowsAll;
    this.clock = clock;
  }

  /** Runs one round. A later round repeats failed requests. */
  Future<Void> round() {
    return subscriptions.all().compose(this::settle);
  }

  private Future<Void> settle(List<WebSubSubscription> existing) {
    var now = clock.instant();
    var urls = wanted.get().stream().map(topicOf).collect(Collectors.toSet());
    unwantedSince.keySet().retainAll(existing.stream().map(WebSubSubscription::url).toList());
    unwantedSince.keySet().removeAll(urls);
    var existingUrls = existing.stream().map(WebSubSubscription::url).collect(Collectors.toSet());
    var changes =
        existing.stream()
            .filter(it -> urls.contains(it.url()) ? needsRequest(it, now) : isUnwanted(it, now))
            .sorted(Comparator.comparing(WebSubSubscription::since))
            .limit(MAX_CHANGES)
            .map(it -> urls.contains(it.url()) ? subscribe(it, now) : end(it, now));
    var additions =
        urls.stream()
            .filter(url -> !existingUrls.contains(url))
            .limit(Math.max(0, MAX_TOPICS - existing.size()))
            .map(url -> begin(url, now));
    var requests =
        Stream.concat(changes, additions).limit(MAX_REQUESTS).map(Supplier::get).toList();
    return Future.join(requests).mapEmpty();
  }

  private boolean needsRequest(WebSubSubscription subscription, Instant now) {
    return switch (subscription.phase()) {
      case SUBSCRIBING -> subscription.isDueAgain(now);
      case ACTIVE -> isOutdated(subscription, now) || subscription.formerKeyId() != null;
      case UNSUBSCRIBING -> true;
      case DENIED -> subscription.isDenialOver(now);
    };
  }

  /** Whether a new request is due: for a new lease, or with new credentials. */
  private boolean isOutdated(WebSubSubscription subscription, Instant now) {
    return subscription.isDueForRenewal(now) || !subscription.isHeldBy(keyId);
  }

  /**
   * Whether a subscription must end, which needs all watched streamers to be known; until then
   * leases expire by themselves.
   */
  private boolean isUnwanted(WebSubSubscription subscription, Instant now) {
    if (!knowsAll.getAsBoolean()) {
      unwantedSince.clear();
      return false;
    }
    var since = unwantedSince.computeIfAbsent(subscription.url(), it -> now);
    return !now.isBefore(since.plus(GRACE))
        && (subscription.phase() != SubscriptionPhase.UNSUBSCRIBING
            || subscription.isDueAgain(now));
  }

  private Supplier<Future<Void>> begin(String url, Instant now) {
    var subscription = WebSubSubscription.unknown(url).subscribing(now, keyId);
    return () ->
        subscriptions
            .add(subscription)
            .compose(
                changed ->
                    changed
                        ? request(subscription, current(subscription))
                        : Future.succeededFuture());
  }

  private Supplier<Future<Void>> subscribe(WebSubSubscription subscription, Instant now) {
    if (subscription.phase() == SubscriptionPhase.ACTIVE && !isOutdated(subscription, now)) {
      return () -> endFormer(subscription);
    }
    return () ->
        changeAndRequest(subscription, subscription.subscribing(now, keyId), current(subscription));
  }

  /**
   * Ends the subscription at the former callback after its replacement. The hub gets one request:
   * if that fails, the lease expires by itself.
   */
  private Future<Void> endFormer(WebSubSubscription subscription) {
    var former = credentials.withKey(subscription.url(), subscription.formerKeyId());
    return subscriptions
        .change(subscription, subscription.withoutFormer())
        .compose(
            changed ->
                changed && former.isPresent()
                    ? logFailure(subscription, hub.unsubscribe(subscription.url(), former.get()))
                    : Future.succeededFuture());
  }

  private Supplier<Future<Void>> end(WebSubSubscription subscription, Instant now) {
    var endAttempts =
        subscription.phase() == SubscriptionPhase.UNSUBSCRIBING ? subscription.attempts() : 0;
    var settled = subscription.phase() == SubscriptionPhase.DENIED || subscription.isOver(now);
    var heldCredentials = credentials.withKey(subscription.url(), subscription.keyId());
    return () -> {
      unwantedSince.remove(subscription.url());
      return settled || endAttempts >= MAX_END_ATTEMPTS || heldCredentials.isEmpty()
          ? subscriptions.remove(subscription).mapEmpty()
          : changeAndRequest(subscription, subscription.unsubscribing(now), heldCredentials.get());
    };
  }

  /** Stores the change first, because the hub may verify before its response arrives. */
  private Future<Void> changeAndRequest(
      WebSubSubscription before, WebSubSubscription after, TopicCredentials credentials) {
    return subscriptions
        .change(before, after)
        .compose(changed -> changed ? request(after, credentials) : Future.succeededFuture());
  }

  private Future<Void> request(WebSubSubscription subscription, TopicCredentials credentials) {
    return logFailure(
        subscription,
        subscription.phase() == SubscriptionPhase.SUBSCRIBING
            ? hub.subscribe(subscription.url(), credentials)
            : hub.unsubscribe(subscription.url(), credentials));
  }

  private TopicCredentials current(WebSubSubscription subscription) {
    return credentials.current(subscription.url());
  }

  private static Future<Void> logFailure(WebSubSubscription subscription, Future<Void> call) {
    return call.otherwise(
        failure -> {
          log.warn(
              "A request to the hub for {} ({}) failed: {}",
              subscription.url(),
              subscription.phase(),
              failure.getMessage());
          return null;
        });
  }
}
