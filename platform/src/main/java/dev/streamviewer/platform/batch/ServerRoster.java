package dev.streamviewer.platform.batch;

import java.util.List;

/** The processes that serve an address, as this process knows them. */
public interface ServerRoster {
  /** Returns the processes that answer requests. */
  List<String> servers();

  /** Returns whether a process is a member of the cluster, serving or not. */
  boolean isMember(String node);
}
