package dev.streamviewer.kubernetes;

import java.time.Duration;
import java.util.List;
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
      cluster -> cluster.cutOff("webhook-service-2", tenSeconds())),
  ROLLING_UPDATE(
      "every container replaced in turn",
      cluster ->
          members()
              .forEach(
                  name -> {
                    cluster.drain(name);
                    cluster.start(name);
                  })),
  RENEWED_CERTIFICATE(
      "the certificate of the bus renewed, then a new member",
      cluster -> {
        cluster.renewCertificates(tenSeconds());
        cluster.drain("webhook-service-1");
        cluster.start("webhook-service-1");
      }),
  KILLED_EVERY_TEN_SECONDS(
      "kill -9 every 10 s, for 5 minutes",
      cluster -> cluster.killInTurn(members(), tenSeconds(), Duration.ofMinutes(5)));

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

  /** All but the gateway, whose address the posts have. */
  private static List<String> members() {
    return List.of(
        "auth-service",
        "notifier-service-1",
        "webhook-service-1",
        "notifier-service-2",
        "webhook-service-2");
  }

  private static Duration tenSeconds() {
    return Duration.ofSeconds(10);
  }

  @Override
  public String toString() {
    return name;
  }
}
