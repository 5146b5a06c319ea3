package dev.streamviewer.notifier.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that all notifiers share, in the memory of the cluster: a {@link Journal} for each
 * streamer. It forgets a streamer of whom nothing was heard for half a day.
 *
 * <p>Several notifiers write one journal, so a write replaces only what it knows, and otherwise
 * reads first. This process has one write a streamer under way; what comes meanwhile goes with the
 * next.
 */
final class SharedHistory implements EventHistory {
  private static final Logger log = LoggerFactory.getLogger(SharedHistory.class);

  /** Less than who asks waits for. */
  private static final long READ_MS = 400;

  /** After it, later events get their turn. */
  private static final long WRITE_MS = 2_000;

  /** Of several writers one succeeds each time; so many losses in a row are not chance. */
  private static final int TRIES = 50;

  /** Short: who has just succeeded does not pause, and would otherwise win each time. */
  private static final int LONGEST_PAUSE_MS = 8;

  private static final int STREAMERS = 500;

  private final Vertx vertx;
  private final JournalStore map;
  private final Map<String, Future<Void>> underWay = new HashMap<>();
  private final Map<String, Next> next = new HashMap<>();

  /** As this process left them; another may have written since. */
  private final Map<String, Journal> known = BoundedMap.inOrderOfUse(STREAMERS);

  /** What is written for a streamer once the write under way has ended. */
  private static final class Next {
    private final Future<Void> written;
    private final Map<String, EncodedEvent> news = BoundedMap.inOrderOfUse(RecentEventList.EVENTS);

    private Next(Future<Void> written) {
      this.written = written;
    }
  }

  SharedHistory(Vertx vertx, AsyncMap<String, Buffer> map) {
    this.vertx = vertx;
    this.map = new JournalStore(map);
  }

  @Override
  public Future<Void> remember(EncodedEvent event) {
    var login = event.login();
    var busy = underWay.get(login);
    if (busy == null) {
      return write(login, List.of(event));
    }
    var waiting =
        next.computeIfAbsent(login, it -> new Next(busy.transform(done -> writeNext(login))));
    waiting.news.put(event.id(), event);
    return waiting.written;
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    return map.timeline(question.login())
        .timeout(READ_MS, MILLISECONDS)
        .map(timeline -> timeline.answer(question))
        .recover(
            failure -> {
              log.warn("Recent events of {} cannot be read: {}", question.login(), words(failure));
              return Future.failedFuture(
                  new BusFailure(Reason.UNAVAILABLE, "Recent events cannot be read just now."));
            });
  }

  private Future<Void> writeNext(String login) {
    return write(login, next.remove(login).news.values());
  }

  private Future<Void> write(String login, Collection<EncodedEvent> news) {
    var write =
        add(login, news)
            .timeout(WRITE_MS, MILLISECONDS)
            .onFailure(
                failure ->
                    log.warn(
                        "Recent events of {} not kept: {}. {}",
                        login,
                        news.stream().map(EncodedEvent::id).toList(),
                        words(failure)));
    underWay.put(login, write);
    write.onComplete(done -> underWay.remove(login, write));
    return write;
  }

  /** Tries without reading first: mostly nobody else wrote, and then the map has what is known. */
  private Future<Void> add(String login, Collection<EncodedEvent> news) {
    var before = known.remove(login);
    if (before == null) {
      return addReadingFirst(login, news);
    }
    var after = before.with(news);
    if (after == before) {
      // Whether another has written since, only the map can tell.
      return addReadingFirst(login, news);
    }
    return replace(login, before, after)
        .compose(done -> done ? Future.succeededFuture() : addReadingFirst(login, news));
  }

  private Future<Void> addReadingFirst(String login, Collection<EncodedEvent> news) {
    var tries = IntStream.range(0, TRIES).iterator();
    return Sequentially.whileTrue(tries, number -> isRefused(login, news, number))
        .compose(
            refused ->
                refused ? Future.failedFuture("others wrote each time") : Future.succeededFuture());
  }

  /** Whether another wrote meanwhile. */
  private Future<Boolean> isRefused(String login, Collection<EncodedEvent> news, int number) {
    return (number == 0 ? Future.<Void>succeededFuture() : pause())
        .compose(over -> map.read(login))
        .compose(before -> replace(login, before, before.with(news)))
        .map(done -> !done);
  }

  private Future<Boolean> replace(String login, Journal before, Journal after) {
    return (after == before ? Future.succeededFuture(true) : map.replace(login, before, after))
        .onSuccess(
            done -> {
              if (done) {
                known.put(login, after);
              }
            });
  }

  private Future<Void> pause() {
    return vertx.timer(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MS + 1), MILLISECONDS);
  }

  private static String words(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }
}
