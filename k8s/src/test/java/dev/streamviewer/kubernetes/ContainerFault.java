package dev.streamviewer.kubernetes;

import java.time.Duration;
import java.util.function.Consumer;

/** Faults of a container. */
enum ContainerFault {
  KILLED_WEBHOOK_SERVICE(
      "kill -9 of a webhook service",
      cluster -> {
        cluster.kill("webhook-service-1");
        cluster.start("webhook-service-1");
      }),
  KILLED_NOTIFIER(
      "kill -9 of a notifier",
      cluster -> {
        cluster.kill("notifier-service-1");
        cluster.start("notifier-service-1");
      }),
  FROZEN_NOTIFIER(
      "a notifier frozen for 10 s", cluster -> cluster.freeze("notifier-service-2", tenSeconds())),
  CUT_OFF_WEBHOOK_SERVICE(
      "a webhook service disconnected for 10 s",
      cluster -> cluster.cutOff("webhook-service-2", tenSeconds()));

  private final String name;
  private final Consumer<ContainerCluster> strike;

  ContainerFault(String name, Consumer<ContainerCluster> strike) {
    this.name = name;
    this.strike = strike;
  }

  /** Causes the fault and ends it: afterwards all members run, if not yet as a single cluster. */
  void strike(ContainerCluster cluster) {
    strike.accept(cluster);
  }

  private static Duration tenSeconds() {
    return Duration.ofSeconds(10);
  }

  @Override
  public String toString() {
    return name;
  }
}
