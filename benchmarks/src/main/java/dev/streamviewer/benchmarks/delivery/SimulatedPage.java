package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * The page of one viewer, from its opening to its closing, as the feed of the real page behaves.
 */
final class SimulatedPage {
  private static final long AGAIN = SECOND;
  private static final long READ_AGAIN = 3 * SECOND;

  private final SimulatedTime time;
  private final SimulatedPusher pusher;
  private final String login;
  private final Set<DeliveryRule> off;
  private final Function<String, Future<RecentEvents>> recent;
  private final BooleanSupplier split;
  private final ObjLongConsumer<SimulatedPage> caughtUp;
  private final List<StreamEvent> shown = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, List<Instant>> times = new HashMap<>();
  private String anchor;
  private boolean online;
  private boolean live;
  private boolean closed;
  private boolean readOneSide;

  /** Grows with each connection, which ends what belongs to the last one. */
  private int connection;

  /** The time since which every event must be shown; negative until the page is open. */
  long openedAt = -1;

  /**
   * @param recent reads the recent events after an id
   * @param split whether the cluster is split at present
   * @param caughtUp learns that this page has read what it missed before a time
   */
  SimulatedPage(
      SimulatedTime time,
      SimulatedPusher pusher,
      String login,
      Set<DeliveryRule> off,
      Function<String, Future<RecentEvents>> recent,
      BooleanSupplier split,
      ObjLongConsumer<SimulatedPage> caughtUp) {
    this.time = time;
    this.pusher = pusher;
    this.login = login;
    this.off = off;
    this.recent = recent;
    this.split = split;
    this.caughtUp = caughtUp;
  }

  boolean isOnline() {
    return online;
  }

  /** Whether this page lacks nothing, as far as it knows. */
  boolean isLive() {
    return live;
  }

  String login() {
    return login;
  }

  List<StreamEvent> shown() {
    return List.copyOf(shown);
  }

  /** Whether no answer came from one side of a split. */
  boolean hasAllSides() {
    return !readOneSide;
  }

  /** Reads the recent events, and then subscribes. */
  void open() {
    recent
        .apply(null)
        .onSuccess(
            answer -> {
              openedAt = time.now();
              take(answer);
              connect();
            })
        .onFailure(failure -> time.after(AGAIN, this::open));
  }

  void close() {
    closed = true;
    disconnect();
  }

  void disconnect() {
    online = false;
    live = false;
    connection++;
    pusher.disconnect(this);
  }

  void connect() {
    if (closed || online || openedAt < 0) {
      return;
    }
    online = true;
    var own = ++connection;
    time.after(
        time.between(10, 100),
        () -> {
          if (own == connection) {
            pusher.connect(this);
            var connectedAt = time.now();
            time.after(own > 1 ? time.between(0, 1_000) : 0, () -> catchUp(own, connectedAt));
          }
        });
  }

  private void catchUp(int own, long connectedAt) {
    if (off.contains(DeliveryRule.CATCH_UP)) {
      live = true;
      return;
    }
    if (own != connection) {
      return;
    }
    recent
        .apply(anchor)
        .onSuccess(
            answer -> {
              if (own == connection) {
                take(answer);
                live = true;
                caughtUp.accept(this, connectedAt);
                time.after(READ_AGAIN, () -> readAgain(own));
              }
            })
        .onFailure(failure -> time.after(AGAIN, () -> catchUp(own, connectedAt)));
  }

  private void readAgain(int own) {
    if (own == connection && !off.contains(DeliveryRule.READ_AGAIN)) {
      recent
          .apply(anchor)
          .onSuccess(
              answer -> {
                if (own == connection) {
                  take(answer);
                }
              })
          .onFailure(failure -> time.after(AGAIN, () -> readAgain(own)));
    }
  }

  private void take(RecentEvents answer) {
    readOneSide |= split.getAsBoolean();
    answer.events().forEach(this::show);
    if (!answer.events().isEmpty()) {
      anchor = answer.events().get(answer.events().size() - 1).id();
    }
  }

  /** Shows an event from Pusher. */
  void received(StreamEvent event) {
    if (online) {
      show(event);
      if (live || off.contains(DeliveryRule.ANCHOR)) {
        anchor = event.id();
      }
    }
  }

  private void show(StreamEvent event) {
    if (isKnown(event)) {
      return;
    }
    ids.add(event.id());
    times.computeIfAbsent(event.key(), first -> new ArrayList<>()).add(event.at());
    shown.add(place(event), event);
  }

  private int place(StreamEvent event) {
    var place = 0;
    while (!off.contains(DeliveryRule.ORDER_BY_TIME)
        && place < shown.size()
        && shown.get(place).at().isAfter(event.at())) {
      place++;
    }
    return place;
  }

  private boolean isKnown(StreamEvent event) {
    if (ids.contains(event.id()) && !off.contains(DeliveryRule.PAGE_DROPS_IDS)) {
      return true;
    }
    var known = times.get(event.key());
    return !event.key().equals(event.id())
        && known != null
        && !off.contains(DeliveryRule.PAGE_DROPS_KEYS)
        && (off.contains(DeliveryRule.KEY_WINDOW)
            || known.stream().anyMatch(it -> StreamEvent.isWithinKeyWindow(it, event.at())));
  }
}
