package dev.streamviewer.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that all notifiers share, in the memory of the cluster: a streamer's login, and the
 * {@link Timeline} as JSON. It forgets a streamer of whom nothing was heard for half a day.
 *
 * <p>Several notifiers write one timeline, so a write replaces only what it has read, and otherwise
 * reads again. This process has one write a streamer under way; what comes meanwhile goes with the
 * next.
 */
final class SharedHistory implements EventHistory {
  private static final Logger log = LoggerFactory.getLogger(SharedHistory.class);

  private static final long TTL_MS = Duration.ofHours(12).toMillis();

  /** Less than who asks waits for. */
  private static final long READ_MS = 400;

  /** After it, later events get their turn. */
  private static final long WRITE_MS = 2_000;

  /** Of several writers one succeeds each time; so many losses in a row are not chance. */
  private static final int TRIES = 50;

  /** Short: who has just succeeded does not pause, and would otherwise win each time. */
  private static final int LONGEST_PAUSE_MS = 8;

  private final Vertx vertx;
  private final AsyncMap<String, String> map;
  private final Map<String, Future<Void>> underWay = new HashMap<>();
  private final Map<String, Next> next = new HashMap<>();

  /** What is written for a streamer once the write under way has ended. */
  private static final class Next {
    private final Future<Void> written;
    private Timeline news = Timeline.EMPTY;

    private Next(Future<Void> written) {
      this.written = written;
    }
  }

  SharedHistory(Vertx vertx, AsyncMap<String, String> map) {
    this.vertx = vertx;
    this.map = map;
  }

  @Override
  public Future<Void> remember(StreamEvent event) {
    var login = event.streamer().login();
    var busy = underWay.get(login);
    if (busy == null) {
      return write(login, Timeline.EMPTY.with(event));
    }
    var waiting =
        next.computeIfAbsent(login, it -> new Next(busy.transform(done -> writeNext(login))));
    waiting.news = waiting.news.with(event);
    return waiting.written;
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    return read(question.login())
        .timeout(READ_MS, MILLISECONDS)
        .map(known -> timeline(known).answer(question))
        .recover(
            failure -> {
              log.warn("Recent events of {} cannot be read: {}", question.login(), words(failure));
              return Future.failedFuture(
                  new BusFailure(Reason.UNAVAILABLE, "Recent events cannot be read just now."));
            });
  }

  private Future<Void> writeNext(String login) {
    return write(login, next.remove(login).news);
  }

  private Future<Void> write(String login, Timeline news) {
    var write =
        add(login, news, TRIES)
            .timeout(WRITE_MS, MILLISECONDS)
            .onFailure(
                failure ->
                    log.warn(
                        "Recent events of {} not kept: {}. {}",
                        login,
                        news.events().stream().map(StreamEvent::id).toList(),
                        words(failure)));
    underWay.put(login, write);
    write.onComplete(done -> underWay.remove(login, write));
    return write;
  }

  private Future<Void> add(String login, Timeline news, int tries) {
    return read(login)
        .compose(known -> replace(login, known, news))
        .compose(
            done -> {
              if (done) {
                return Future.succeededFuture();
              }
              return tries > 1
                  ? pause().compose(over -> add(login, news, tries - 1))
                  : Future.failedFuture("others wrote each time");
            });
  }

  /** False if the timeline is no longer what was read. */
  private Future<Boolean> replace(String login, String known, Timeline news) {
    var before = timeline(known);
    var after = before.with(news);
    if (after == before) {
      return Future.succeededFuture(true);
    }
    var text = new String(RecordJson.encode(after), UTF_8);
    return known == null
        ? map.putIfAbsent(login, text, TTL_MS).map(Objects::isNull)
        : map.replaceIfPresent(login, known, text, TTL_MS);
  }

  private Future<String> read(String login) {
    try {
      return map.get(login);
    } catch (RuntimeException e) {
      // A cluster manager that stops throws instead of failing the future.
      return Future.failedFuture(e);
    }
  }

  private Future<Void> pause() {
    return vertx.timer(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MS + 1), MILLISECONDS);
  }

  private static Timeline timeline(String text) {
    return text == null ? Timeline.EMPTY : RecordJson.decode(text.getBytes(UTF_8), Timeline.class);
  }

  private static String words(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }
}
