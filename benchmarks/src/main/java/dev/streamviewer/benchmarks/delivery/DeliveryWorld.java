package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;
import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.DeliveryViolations;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedBus;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedCluster;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.RecentEvents;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All processes of a simulation, with Twitch, Pusher and the network between. */
final class DeliveryWorld {
  private static final long EXCLUDED_AFTER = 8 * SECOND;
  private static final long QUESTION_TIMEOUT = SECOND / 2;
  private static final long AFTER_A_DEATH = 10 * MILLI;
  private static final long SOON = SECOND / 2;

  final SimulatedTime time;
  final DeliveryViolations violations = new DeliveryViolations();
  final SimulatedCluster cluster;
  final SimulatedBus bus;
  final SimulatedTwitch twitch;
  final SimulatedPusher pusher;

  private final Set<DeliveryRule> off;
  private final boolean wrongClocks;
  private final int webhooks;
  private final List<SimulatedGateway> gateways = new ArrayList<>();
  private final Map<SimulatedProcess, SimulatedNotifier> notifiers = new HashMap<>();
  private final boolean hostsRefuse;
  private int started;
  private long lastKill;
  private boolean split;

  DeliveryWorld(SimulationScenario scenario, SimulatedTime time, Set<DeliveryRule> off) {
    this.time = time;
    this.off = off;
    this.webhooks = scenario.webhooks();
    this.hostsRefuse = scenario.family() == SimulationScenario.Family.REFUSED;
    this.wrongClocks = scenario.family() == SimulationScenario.Family.WRONG_CLOCK;
    this.cluster = new SimulatedCluster(time, off);
    this.bus = new SimulatedBus(time, cluster, off, violations);
    this.twitch = new SimulatedTwitch(time, this::chooseGateway, this::answered);
    this.pusher = new SimulatedPusher(time, twitch.messages, violations, notifiers::get);
    start(Role.GATEWAY);
    start(Role.GATEWAY);
    for (var i = 0; i < scenario.webhooks(); i++) {
      start(Role.WEBHOOK);
    }
    for (var i = 0; i < scenario.notifiers(); i++) {
      start(Role.NOTIFIER);
    }
    checkBounds();
  }

  /** Starts a process with a clock of its own. */
  void start(Role role) {
    var process =
        new SimulatedProcess(role.name().charAt(0) + "" + ++started, role, time, skew(role));
    cluster.join(process, time.between(100, 800), () -> startService(process));
  }

  private void startService(SimulatedProcess process) {
    switch (process.role) {
      case GATEWAY -> gateways.add(new SimulatedGateway(process, cluster, bus, off));
      case WEBHOOK ->
          new SimulatedWebhookService(process, cluster, bus, twitch.messages, violations, off);
      case NOTIFIER ->
          notifiers.put(process, new SimulatedNotifier(process, cluster, bus, pusher, off));
    }
  }

  private long skew(Role role) {
    return wrongClocks && role == Role.WEBHOOK && time.happens(0.5)
        ? 2 * 3_600 * SECOND
        : time.between(-60_000, 60_000) * (time.happens(0.1) ? 5 : 1);
  }

  /** Kills a process, and in half of the cases the network of its host with it. */
  void kill(SimulatedProcess process) {
    process.kill(hostsRefuse || time.happens(0.5));
    lastKill = time.now();
    cluster.killed(process);
  }

  /** Pauses a process; it is excluded if that takes long, and merged again afterwards. */
  void pause(SimulatedProcess process, long nanos, boolean stopsClock) {
    process.pause();
    var excluded = new boolean[1];
    time.after(
        EXCLUDED_AFTER + time.between(0, 2_000),
        () -> {
          if (process.paused && process.alive) {
            excluded[0] = true;
            cluster.exclude(process);
          }
        });
    time.after(
        nanos,
        () -> {
          process.resume(stopsClock);
          cluster.retry(null);
          if (excluded[0]) {
            time.after(time.between(1_500, 4_000), cluster::merge);
          }
        });
  }

  /** Cuts the network, which the members notice after a while, and heals it. */
  void split(Set<SimulatedProcess> group, long nanos, long noticedAfter) {
    cluster.cut(group);
    bus.troubled();
    split = true;
    if (noticedAfter < nanos) {
      time.after(noticedAfter, () -> cluster.split(group));
    }
    time.after(
        nanos + time.between(1_000, 3_000),
        () -> {
          cluster.merge();
          split = false;
        });
    time.after(
        nanos,
        () -> {
          cluster.healNetwork();
          bus.troubled();
        });
  }

  /** Whether the processes do not all see each other. */
  boolean isSplit() {
    return split;
  }

  /** Checks the time of an answer to a message that Twitch sent after the last death. */
  private void answered(SimulatedMessage message, long sentAt) {
    var took = time.now() - sentAt;
    var isAlone = message.single && !message.copy;
    if (hostsRefuse && isAlone && sentAt > lastKill + AFTER_A_DEATH && took > SOON) {
      violations.add("%s was answered after %d ms".formatted(message, took / MILLI));
    }
  }

  private SimulatedGateway chooseGateway() {
    var living = gateways.stream().filter(it -> it.process.alive).toList();
    return living.isEmpty() ? null : living.get(time.choose(living.size()));
  }

  /** Asks one notifier for the recent events, and then another, as a gateway does. */
  Future<RecentEvents> recent(String login, String after) {
    return ask(login, after).recover(failure -> ask(login, after));
  }

  private Future<RecentEvents> ask(String login, String after) {
    var gateway = chooseGateway();
    var answer = Promise.<RecentEvents>promise();
    time.after(QUESTION_TIMEOUT, () -> answer.tryFail(unavailable()));
    if (gateway != null && !gateway.process.paused) {
      var from = gateway.process;
      var known =
          notifiers.values().stream()
              .filter(it -> it.process.registered && from.view.contains(it.process.name))
              .sorted((a, b) -> a.process.name.compareTo(b.process.name))
              .toList();
      if (!known.isEmpty()) {
        var notifier = known.get(time.choose(known.size()));
        time.after(
            time.between(1, 5),
            () -> {
              if (cluster.reaches(from, notifier.process)) {
                notifier.recent(
                    login,
                    after,
                    found -> time.after(time.between(1, 5), () -> answer.tryComplete(found)));
              }
            });
      }
    }
    return answer.future();
  }

  private static BusFailure unavailable() {
    return new BusFailure(Reason.UNAVAILABLE, "No notifier answers.");
  }

  private void checkBounds() {
    if (!notifiers.values().stream().allMatch(SimulatedNotifier::isWithinBounds)) {
      violations.add("the queue of a notifier is too long");
    }
    var stored = cluster.keys(SimulatedWebhookService.OUTBOX + "/").count();
    // Each process counts the entries of others only now and then.
    if (stored > webhooks * SimulatedWebhookService.OUTBOX_CAPACITY) {
      violations.add("the outbox has %d entries".formatted(stored));
    }
    time.after(SECOND / 10, this::checkBounds);
  }
}
