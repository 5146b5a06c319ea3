package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;

/** What only one process of the cluster may do at a time. */
public interface Leadership {
  /** Whether it is this process's turn, or still is; to be asked every few seconds. */
  Future<Boolean> renew();

  /** Lets another take over at once. */
  Future<Void> release();
}
