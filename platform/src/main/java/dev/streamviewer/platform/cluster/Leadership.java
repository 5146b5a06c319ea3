package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;

/** The right to do a job that only one process of the cluster may do at a time. */
public interface Leadership {
  /**
   * Takes or renews leadership; call every few seconds. The result tells whether this process
   * leads.
   */
  Future<Boolean> renew();

  /** Releases leadership, so that another process can take over immediately. */
  Future<Void> release();
}
