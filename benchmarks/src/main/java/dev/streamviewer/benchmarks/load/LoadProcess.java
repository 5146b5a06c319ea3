package dev.streamviewer.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program, with a single port. {@code POST /run} takes a {@link LoadPlan} and answers its
 * {@link LoadResult}; {@code POST /delay} sets the response time of Pusher; all other requests go
 * to Pusher.
 */
public final class LoadProcess {
  /** The text before the port in the output. */
  public static final String LISTENING = "listening on ";

  /** The secret of the signatures. */
  public static final String SECRET = NotificationTemplates.SECRET;

  private static final int MAX_PREPARED = 600_000;
  private static final int MAX_RATE = 90_000;
  private static final long POLL_MILLIS = 100;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Map<List<Integer>, Target> targets = new HashMap<>();
  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor worker;
  private final PusherSink pusher;

  /** The state of a server between two runs. */
  private record Target(int source, NotificationTemplates notifications, EventSequence sequence) {}

  private LoadProcess(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.worker = vertx.createSharedWorkerExecutor("load", 1, 1, TimeUnit.HOURS);
    this.pusher = new PusherSink(vertx);
  }

  /** Listens until the process ends. */
  public static void main(String[] arguments) {
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setMaxWorkerExecuteTime(1)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS));
    var process = new LoadProcess(vertx);
    process.context.runOnContext(start -> process.listen());
  }

  private void listen() {
    vertx
        .createHttpServer()
        .requestHandler(this::handle)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println(LISTENING + server.actualPort()))
        .onFailure(failure -> System.exit(1));
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/run" ->
          request
              .body()
              .compose(body -> run(RecordJson.decode(body.getBytes(), LoadPlan.class)))
              .onSuccess(it -> request.response().end(Buffer.buffer(RecordJson.encode(it))))
              .onFailure(it -> request.response().setStatusCode(500).end(it.toString()));
      case "/delay" ->
          request
              .body()
              .onSuccess(body -> pusher.answerAfter(Long.parseLong(body.toString())))
              .onComplete(done -> request.response().end());
      default -> pusher.handle(request);
    }
  }

  private Future<LoadResult> run(LoadPlan plan) {
    return worker
        .executeBlocking(() -> prepareTarget(plan))
        .compose(
            target -> {
              pusher.takeCounts();
              var cpu = system.getProcessCpuTime();
              return worker
                  .executeBlocking(
                      () -> new TwitchSender(plan, target.notifications(), target.sequence()).run())
                  .compose(
                      result -> {
                        var used = (system.getProcessCpuTime() - cpu) / 1e9;
                        return awaitArrivals(target, plan.settle() * 1000 / POLL_MILLIS)
                            .map(missing -> withDelivered(result, missing, used));
                      });
            });
  }

  private Target prepareTarget(LoadPlan plan) throws Exception {
    var target = targets.get(plan.ports());
    if (target == null) {
      var source = targets.size() + 1;
      target = new Target(source, new NotificationTemplates(source), new EventSequence());
      targets.put(plan.ports(), target);
    }
    var rate = plan.isClosed() ? MAX_RATE * (100 - plan.duplicates()) / 100 : plan.perSecond();
    var count = (int) Math.min(MAX_PREPARED, rate * plan.seconds()) + EventSequence.reach();
    target.notifications().prepare(target.sequence().next() - EventSequence.reach(), count);
    System.gc();
    return target;
  }

  /** Waits until all acknowledged messages have arrived, for a limited number of polls. */
  private Future<Long> awaitArrivals(Target target, long polls) {
    var missing = target.sequence().missing(pusher.from(target.source()));
    return missing == 0 || polls <= 0
        ? Future.succeededFuture(missing)
        : vertx
            .timer(POLL_MILLIS, TimeUnit.MILLISECONDS)
            .compose(passed -> awaitArrivals(target, polls - 1));
  }

  private LoadResult withDelivered(LoadResult result, long missing, double cpuSeconds) {
    var counts = pusher.takeCounts();
    return new LoadResult(
        result.seconds(),
        result.sent(),
        result.skipped(),
        result.answers(),
        result.latency(),
        new LoadResult.Delivered(counts.calls(), counts.events(), counts.copies(), missing),
        cpuSeconds);
  }
}
