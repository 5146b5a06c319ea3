package dev.streamviewer.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.contract.AuthorizeChannel;
import dev.streamviewer.platform.contract.ChannelAuthorization;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.PusherWebhook;
import dev.streamviewer.platform.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Wires the notifier. All its state lives on the one context of this verticle. */
final class NotifierVerticle extends VerticleBase {
  private static final String PUSHER = "pusher";
  private static final int CAPACITY = 10_000;
  private static final int PARALLEL_CALLS = 16;
  private static final Duration REPORT = Duration.ofMinutes(1);

  /** Pusher is asked more often until it has accepted our credentials: before, we are not ready. */
  private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(2);

  /** Longer than a call to Pusher may take, shorter than a process is given to stop. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final NotifierConfig config;
  private final Host host;
  private PusherClient pusher;
  private PusherWebhooks webhooks;
  private Notifier notifier;
  private List<MessageConsumer<?>> consumers;

  NotifierVerticle(NotifierConfig config, Host host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    var credentials = new PusherCredentials();
    pusher = new PusherClient(vertx, config, credentials, PARALLEL_CALLS);
    webhooks = new PusherWebhooks(config, host.clock());
    var circuit =
        new Circuit(
            pusher::channels,
            (pause, action) -> vertx.setTimer(pause.toMillis(), timer -> action.run()));
    var queue =
        new DeliveryQueue(
            pusher::publish,
            circuit,
            new DeliveryMeters(host.meters()),
            host.clock(),
            action -> context.runOnContext(turn -> action.run()),
            CAPACITY,
            PARALLEL_CALLS);
    var reports = new OccupancyReports(pusher, host.clock());

    host.meters().gauge("notifier_queue", queue, DeliveryQueue::waiting);
    host.meters().gauge("notifier_pusher_calls_under_way", queue, DeliveryQueue::calls);
    host.meters().gauge("notifier_circuit_open", circuit, it -> it.isOpen() ? 1 : 0);
    host.readiness().register(PUSHER, check -> check.complete(credentials.check()));
    vertx.setPeriodic(0, REPORT.toMillis(), timer -> report(reports));
    vertx.setPeriodic(
        UNTIL_ACCEPTED.toMillis(),
        timer -> {
          if (credentials.acceptedOnce()) {
            vertx.cancelTimer(timer);
          } else {
            report(reports);
          }
        });
    return EventHistory.open(vertx).compose(history -> serve(history, queue));
  }

  /** Takes nothing new, ends what it has, and only then lets go of the connections to Pusher. */
  @Override
  public Future<?> stop() {
    host.readiness().unregister(PUSHER);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .compose(done -> Future.any(notifier.settled(), vertx.timer(DRAIN.toSeconds(), SECONDS)))
        .onComplete(done -> pusher.close());
  }

  private Future<?> serve(EventHistory history, DeliveryQueue queue) {
    var bus = vertx.eventBus();
    notifier = new Notifier(history, queue);
    consumers =
        List.of(
            Contracts.DELIVER_EVENT.serve(bus, notifier::deliver),
            Contracts.RECENT_EVENTS.serve(bus, history::find),
            Contracts.AUTHORIZE_CHANNEL.serve(bus, this::authorize),
            Contracts.PUSHER_WEBHOOK.serve(bus, this::webhook));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private Future<ChannelAuthorization> authorize(AuthorizeChannel question) {
    var answer = new JsonObject(pusher.authenticate(question.socketId(), question.channel()));
    return Future.succeededFuture(new ChannelAuthorization(answer.getString("auth")));
  }

  private Future<Done> webhook(PusherWebhook webhook) {
    Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), webhooks.read(webhook));
    return Future.succeededFuture(new Done());
  }

  private void report(OccupancyReports reports) {
    reports
        .ask()
        .onSuccess(
            report ->
                report.ifPresent(it -> Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), it)));
  }
}
