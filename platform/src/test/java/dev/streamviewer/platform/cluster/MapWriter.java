package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Writes recent events as a notifier does, and measures the longest delay of the event loop. */
final class MapWriter extends VerticleBase {
  private static final int STREAMERS = 1_000;
  private static final Duration TICK = Duration.ofMillis(10);

  /** Ten events of a streamer. */
  private static final Buffer EVENTS = Buffer.buffer(new byte[11_000]);

  private final int writesPerTick;
  private final IdleLoopTime time;
  private final Set<Integer> underWay = new HashSet<>();
  private final AtomicLong maxGap = new AtomicLong();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private AsyncMap<String, Buffer> map;
  private long lastTick;
  private int turn;

  /**
   * @param perSecond the number of events per second
   * @param time measures the delays
   */
  MapWriter(int perSecond, IdleLoopTime time) {
    this.time = time;
    writesPerTick = perSecond / (int) (1_000 / TICK.toMillis());
  }

  @Override
  public Future<?> start() {
    return vertx
        .sharedData()
        .<String, Buffer>getAsyncMap(SharedMaps.RECENT)
        .onSuccess(
            opened -> {
              map = opened;
              lastTick = time.nanos();
              vertx.setPeriodic(TICK.toMillis(), timer -> tick());
            });
  }

  /** The number of successful writes. */
  int written() {
    return written.get();
  }

  /** The number of failed writes. */
  int failed() {
    return failed.get();
  }

  /** The longest time between two ticks of a ten-millisecond timer. */
  Duration maxGap() {
    return Duration.ofNanos(maxGap.get());
  }

  /** Resets the longest gap. */
  void measureAnew() {
    maxGap.set(0);
  }

  private void tick() {
    var now = time.nanos();
    maxGap.accumulateAndGet(now - lastTick, Math::max);
    lastTick = now;
    for (var i = 0; i < writesPerTick; i++) {
      write(turn++ % STREAMERS);
    }
  }

  /** Writes for a streamer, at most one write at a time. */
  private void write(int streamer) {
    if (underWay.add(streamer)) {
      map.put("streamer" + streamer, EVENTS)
          .onSuccess(done -> written.incrementAndGet())
          .onFailure(failure -> failed.incrementAndGet())
          .onComplete(done -> underWay.remove(streamer));
    }
  }
}
