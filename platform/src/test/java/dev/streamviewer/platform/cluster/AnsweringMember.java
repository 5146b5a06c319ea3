package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.eventbus.Message;

/** The main program of a cluster member that answers requests. */
final class AnsweringMember {
  static final String ADDRESS = "test.answering-member";

  private AnsweringMember() {}

  /**
   * @param arguments the first port of the cluster
   */
  public static void main(String... arguments) throws Exception {
    var config = FrozenMemberIT.config(Integer.parseInt(arguments[0]));
    var member = ClusteredVertx.start(config).await(60, SECONDS);
    member.vertx().eventBus().consumer(ADDRESS, (Message<String> it) -> it.reply(it.body()));
  }
}
