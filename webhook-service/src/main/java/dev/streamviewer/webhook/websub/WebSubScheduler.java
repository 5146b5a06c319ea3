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

/**
 * Asks the hub for the topics that are wanted, in time for another lease, and to end the others.
 */
final class WebSubScheduler {
  private static final Logger log = LoggerFactory.getLogger(WebSubScheduler.class);

  private static final int MOST_TOPICS = 10_000;

  /** Each round asks for so many; the hub's verifications come back at once. */
  private static final int MOST_REQUESTS = 50;

  /** A limit for known topics alone: however many leases are due, new ones get their share. */
  private static final int MOST_CHANGES = 25;

  private static final int MOST_FAREWELLS = 3;

  /** Who comes back within it finds everything as it was. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final WebSubSubscriptions topics;
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
   * @param credentials what the hub is given for each topic
   * @param wanted the streamers whose topics are wanted
   * @param knowsAll whether all who are wanted are known, so that others may end
   */
  WebSubScheduler(
      WebSubSubscriptions topics,
      WebSubHub hub,
      Function<String, String> topicOf,
      HubCredentials credentials,
      Supplier<Set<String>> wanted,
      BooleanSupplier knowsAll,
      Clock clock) {
    this.topics = topics;
    this.hub = hub;
    this.topicOf = topicOf;
    this.credentials = credentials;
    this.keyId = credentials.currentKeyId();
    this.wanted = wanted;
    this.knowsAll = knowsAll;
    this.clock = clock;
  }

  /** One round. What the hub does not take is asked for again in a later one. */
  Future<Void> round() {
    return topics.all().compose(this::settle);
  }

  private Future<Void> settle(List<WebSubSubscription> known) {
    var now = clock.instant();
    var urls = wanted.get().stream().map(topicOf).collect(Collectors.toSet());
    unwantedSince.keySet().retainAll(known.stream().map(WebSubSubscription::url).toList());
    unwantedSince.keySet().removeAll(urls);
    var there = known.stream().map(WebSubSubscription::url).collect(Collectors.toSet());
    var changes =
        known.stream()
            .filter(it -> urls.contains(it.url()) ? isLacking(it, now) : isLeft(it, now))
            .sorted(Comparator.comparing(WebSubSubscription::since))
            .limit(MOST_CHANGES)
            .map(it -> urls.contains(it.url()) ? subscribe(it, now) : end(it, now));
    var begun =
        urls.stream()
            .filter(url -> !there.contains(url))
            .limit(Math.max(0, MOST_TOPICS - known.size()))
            .map(url -> begin(url, now));
    var requests = Stream.concat(changes, begun).limit(MOST_REQUESTS).map(Supplier::get).toList();
    return Future.join(requests).mapEmpty();
  }

  private boolean isLacking(WebSubSubscription topic, Instant now) {
    return switch (topic.phase()) {
      case SUBSCRIBING -> topic.isDueAgain(now);
      case ACTIVE -> isOutdated(topic, now) || topic.formerKeyId() != null;
      case UNSUBSCRIBING -> true;
      case DENIED -> false;
    };
  }

  /** Whether the hub must be asked again: for another lease, or with other credentials. */
  private boolean isOutdated(WebSubSubscription topic, Instant now) {
    return topic.isDueForRenewal(now) || !topic.isHeldBy(keyId);
  }

  /** Without knowing everybody nothing is ended: its lease ends by itself. */
  private boolean isLeft(WebSubSubscription topic, Instant now) {
    if (!knowsAll.getAsBoolean()) {
      unwantedSince.clear();
      return false;
    }
    var since = unwantedSince.computeIfAbsent(topic.url(), it -> now);
    return !now.isBefore(since.plus(GRACE))
        && (topic.phase() != SubscriptionPhase.UNSUBSCRIBING || topic.isDueAgain(now));
  }

  private Supplier<Future<Void>> begin(String url, Instant now) {
    var topic = WebSubSubscription.unknown(url).subscribing(now, keyId);
    return () ->
        topics
            .add(topic)
            .compose(ours -> ours ? ask(topic, current(topic)) : Future.succeededFuture());
  }

  private Supplier<Future<Void>> subscribe(WebSubSubscription topic, Instant now) {
    if (topic.phase() == SubscriptionPhase.ACTIVE && !isOutdated(topic, now)) {
      return () -> endFormer(topic);
    }
    return () -> askAs(topic, topic.subscribing(now, keyId), current(topic));
  }

  /**
   * Ends the subscription at the former callback, now that there is another. The hub is asked once:
   * if that fails, the lease ends by itself.
   */
  private Future<Void> endFormer(WebSubSubscription topic) {
    var former = credentials.withKey(topic.url(), topic.formerKeyId());
    return topics
        .change(topic, topic.withoutFormer())
        .compose(
            ours ->
                ours && former.isPresent()
                    ? orLogged(topic, hub.unsubscribe(topic.url(), former.get()))
                    : Future.succeededFuture());
  }

  private Supplier<Future<Void>> end(WebSubSubscription topic, Instant now) {
    var farewells = topic.phase() == SubscriptionPhase.UNSUBSCRIBING ? topic.attempts() : 0;
    var settled = topic.phase() == SubscriptionPhase.DENIED || topic.isOver(now);
    var held = credentials.withKey(topic.url(), topic.keyId());
    return () -> {
      unwantedSince.remove(topic.url());
      return settled || farewells >= MOST_FAREWELLS || held.isEmpty()
          ? topics.remove(topic).mapEmpty()
          : askAs(topic, topic.unsubscribing(now), held.get());
    };
  }

  /** The hub may verify before it has answered; so what it is asked for is noted first. */
  private Future<Void> askAs(
      WebSubSubscription before, WebSubSubscription after, TopicCredentials credentials) {
    return topics
        .change(before, after)
        .compose(ours -> ours ? ask(after, credentials) : Future.succeededFuture());
  }

  private Future<Void> ask(WebSubSubscription topic, TopicCredentials credentials) {
    return orLogged(
        topic,
        topic.phase() == SubscriptionPhase.SUBSCRIBING
            ? hub.subscribe(topic.url(), credentials)
            : hub.unsubscribe(topic.url(), credentials));
  }

  private TopicCredentials current(WebSubSubscription topic) {
    return credentials.current(topic.url());
  }

  private static Future<Void> orLogged(WebSubSubscription topic, Future<Void> asked) {
    return asked.otherwise(
        failure -> {
          log.warn("{} {} waits: {}", topic.phase(), topic.url(), failure.getMessage());
          return null;
        });
  }
}
