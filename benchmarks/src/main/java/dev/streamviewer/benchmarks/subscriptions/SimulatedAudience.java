package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Viewers that come and go through a day, few in the morning and most in the evening. Includes the
 * behaviour of the page and the occupancy reports of Pusher. The popularity of streamers follows
 * Zipf's law: the second streamer has half the viewers of the first, the third a third.
 */
final class SimulatedAudience {
  private static final Duration MEAN_STAY = Duration.ofMinutes(25);
  private static final double CONTINUE_PROBABILITY = 0.5;
  private static final double VISITS_A_DAY = 1;
  private static final Duration PUSHER_DELAY = Duration.ofMillis(200);

  /** Pusher's delay before it reports a channel as vacated, since pages reload. */
  private static final Duration VACATED_DELAY = Duration.ofSeconds(3);

  /** The interval in which a page renews its watch. */
  private static final Duration RENEWAL = Duration.ofMinutes(5);

  /** The number of repeated requests while something is missing. */
  private static final int ATTEMPTS = 5;

  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private final VirtualTime time;
  private final int viewers;
  private final double[] popularity;
  private final Random random;
  private final Function<WatchStreamer, Future<WatchedStreamer>> watchService;
  private final Consumer<RenewWatch> renewals;
  private final Consumer<ChannelOccupancy> pusher;
  private final SubscriptionStarts starts;
  private final Map<String, Integer> listeners = new HashMap<>();
  private boolean over;
  private int present;
  private long watches;
  private long refused;
  private long later;
  private long failed;
  private Duration longest = Duration.ZERO;

  private record Visit(String viewer, String streamer, Instant end) {}

  /**
   * @param watchService answers watch requests
   * @param renewals receives renewals
   * @param pusher receives occupancy reports
   */
  SimulatedAudience(
      VirtualTime time,
      int viewers,
      int streamers,
      Function<WatchStreamer, Future<WatchedStreamer>> watchService,
      Consumer<RenewWatch> renewals,
      Consumer<ChannelOccupancy> pusher,
      SubscriptionStarts starts) {
    this.time = time;
    this.viewers = viewers;
    this.random = new Random(1);
    this.watchService = watchService;
    this.renewals = renewals;
    this.pusher = pusher;
    this.starts = starts;
    popularity = new double[streamers];
    Arrays.setAll(popularity, rank -> 1.0 / (rank + 1));
    Arrays.parallelPrefix(popularity, Double::sum);
  }

  void begin() {
    if (!over) {
      time.pass(Duration.ofMillis(exponential(1_000 / visitsASecond())))
          .onSuccess(passed -> arrive());
    }
  }

  /** Ends the arrivals. */
  void end() {
    over = true;
  }

  int present() {
    return present;
  }

  /** The ids of streamers with listeners. */
  Set<String> listened() {
    return listeners.keySet();
  }

  boolean isListened(String streamerId) {
    return listeners.containsKey(streamerId);
  }

  /** The number of watches. */
  long watches() {
    return watches;
  }

  /** The number of reports that the site is full. */
  long refused() {
    return refused;
  }

  /** The number of reports that Twitch does not answer. */
  long later() {
    return later;
  }

  /** The number of failed requests. */
  long failed() {
    return failed;
  }

  /** The longest wait for an answer. */
  Duration longest() {
    return longest;
  }

  /** Pusher's list of all channels with listeners. */
  ChannelOccupancy everything() {
    var channels = new HashSet<String>();
    listeners.keySet().forEach(it -> channels.add("s" + it));
    return new ChannelOccupancy(true, channels, Set.of(), 0, time.instant());
  }

  private void arrive() {
    begin();
    present++;
    watch("v" + random.nextInt(viewers));
  }

  private void watch(String viewer) {
    watches++;
    var visit = new Visit(viewer, anyStreamer(), time.instant().plus(stay()));
    var asked = time.instant();
    ask(visit)
        .onComplete(
            answer -> {
              var took = Duration.between(asked, time.instant());
              longest = took.compareTo(longest) > 0 ? took : longest;
              first(visit, answer);
            });
  }

  private Future<WatchedStreamer> ask(Visit visit) {
    starts.wanted(visit.streamer());
    return watchService.apply(
        new WatchStreamer("s" + visit.streamer(), visit.viewer(), Set.of(), null));
  }

  private void first(Visit visit, AsyncResult<WatchedStreamer> answer) {
    if (answer.failed()) {
      failed++;
      present--;
      return;
    }
    if (isFull(answer.result().subscriptions())) {
      refused++;
    } else if (!answer.result().subscriptions().refused().isEmpty()) {
      later++;
    }
    time.pass(PUSHER_DELAY).onSuccess(passed -> listen(visit.streamer()));
    time.pass(PUSHER_DELAY.plus(Duration.between(time.instant(), visit.end())))
        .onSuccess(passed -> leave(visit));
    renewLater(visit);
    askAgain(visit, answer, 1);
  }

  private void renewLater(Visit visit) {
    time.pass(RENEWAL)
        .onSuccess(
            passed -> {
              if (time.instant().isBefore(visit.end())) {
                renewals.accept(new RenewWatch("s" + visit.streamer(), visit.viewer()));
                renewLater(visit);
              }
            });
  }

  /** Repeats the request as the page does while something is missing. */
  private void askAgain(Visit visit, AsyncResult<WatchedStreamer> answer, int attempt) {
    if (answer.succeeded() && isFull(answer.result().subscriptions())) {
      starts.noRoom(visit.streamer());
    }
    if (attempt <= ATTEMPTS && isIncomplete(answer)) {
      time.pass(pause(attempt))
          .onSuccess(
              passed -> {
                if (time.instant().isBefore(visit.end())) {
                  ask(visit).onComplete(next -> askAgain(visit, next, attempt + 1));
                }
              });
    }
  }

  private static boolean isFull(SubscriptionReport report) {
    return report.refused().stream().anyMatch(it -> it.cause().equals("full"));
  }

  private static boolean isIncomplete(AsyncResult<WatchedStreamer> answer) {
    return answer.failed()
        || !answer.result().subscriptions().refused().isEmpty()
        || !answer.result().subscriptions().pending().isEmpty();
  }

  private Duration pause(int attempt) {
    var ceiling = Math.min(MAX_PAUSE.toMillis(), 1_000L << attempt);
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2));
  }

  private void listen(String streamer) {
    if (listeners.merge(streamer, 1, Integer::sum) == 1) {
      tell(Set.of("s" + streamer), Set.of());
    }
  }

  private void leave(Visit visit) {
    if (listeners.merge(visit.streamer(), -1, Integer::sum) == 0) {
      listeners.remove(visit.streamer());
      starts.unwanted(visit.streamer());
      time.pass(VACATED_DELAY).onSuccess(passed -> vacated(visit.streamer()));
    }
    if (!over && random.nextDouble() < CONTINUE_PROBABILITY) {
      watch(visit.viewer());
    } else {
      present--;
    }
  }

  private void vacated(String streamer) {
    if (!listeners.containsKey(streamer)) {
      tell(Set.of(), Set.of("s" + streamer));
    }
  }

  private void tell(Set<String> occupied, Set<String> vacated) {
    pusher.accept(new ChannelOccupancy(false, occupied, vacated, 0, time.instant()));
  }

  private String anyStreamer() {
    var point = random.nextDouble() * popularity[popularity.length - 1];
    var found = Arrays.binarySearch(popularity, point);
    return Integer.toString(found < 0 ? -found - 1 : found);
  }

  private Duration stay() {
    return Duration.ofSeconds(3).plusMillis(exponential(MEAN_STAY.toMillis()));
  }

  /** Lowest at six in the morning, nearly twice the mean at six in the evening. */
  private double visitsASecond() {
    var day = (double) Duration.ofDays(1).toSeconds();
    var share = (time.instant().getEpochSecond() % day) / day;
    return viewers * VISITS_A_DAY / day * (1 - 0.85 * Math.sin(2 * Math.PI * share));
  }

  private long exponential(double mean) {
    return Math.max(1, Math.round(-mean * Math.log(1 - random.nextDouble())));
  }
}
