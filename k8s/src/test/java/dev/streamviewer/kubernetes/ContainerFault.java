package dev.streamviewer.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Faults of a container; the first replaces the last release, the last brings it back. */
enum ContainerFault {
  ROLLING_UPDATE(
      "every container of the last release replaced in turn",
      cluster -> {
        cluster.use(ReleaseImages.present());
        members().forEach(name -> replace(cluster, name));
        replaceGateway(cluster, "gateway-1", "gateway-2");
      }),
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
  RENEWED_CERTIFICATE(
      "the certificate of the bus renewed, then a new member",
      cluster -> {
        cluster.renewCertificates(tenSeconds());
        cluster.drain("webhook-service-1");
        cluster.start("webhook-service-1");
      }),
  KILLED_EVERY_TEN_SECONDS(
      "kill -9 every 10 s, for 5 minutes",
      cluster -> cluster.killInTurn(members(), tenSeconds(), Duration.ofMinutes(5))),
  ROLLBACK(
      "every container replaced by the last release in turn",
      cluster -> {
        cluster.use(ReleaseImages.last());
        replaceGateway(cluster, "gateway-2", "gateway-1");
        var members = new ArrayList<>(members());
        Collections.reverse(members);
        members.forEach(name -> replace(cluster, name));
      });

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

  private static void replace(ContainerCluster cluster, String name) {
    cluster.drain(name);
    cluster.start(name);
  }

  /** Starts the new gateway before the old one ends, as Kubernetes does. */
  private static void replaceGateway(ContainerCluster cluster, String old, String next) {
    cluster.start(next);
    cluster.drain(old);
  }

  /** All but the gateway. Neighbours are of different kinds, so that one of each stays ready. */
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
