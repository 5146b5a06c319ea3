package dev.streamviewer.platform.cluster;

import java.util.Collection;
import java.util.List;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.infinispan.remoting.transport.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the processes that join and leave the cluster, by the names that the tap uses. */
@Listener
public final class MembershipLog {
  private static final Logger log = LoggerFactory.getLogger(MembershipLog.class);

  /** Called by Infinispan after each change. */
  @ViewChanged
  @Merged
  public void changed(ViewChangedEvent event) {
    var before = event.getOldMembers() == null ? List.<Address>of() : event.getOldMembers();
    var joined = names(event.getNewMembers(), before);
    var left = names(before, event.getNewMembers());
    var members = event.getNewMembers().size();
    if (!joined.isEmpty()) {
      log.info("{} joined the cluster; members: {}", joined, members);
    }
    if (!left.isEmpty()) {
      log.info("{} left the cluster; members: {}", left, members);
    }
  }

  /** The names of the members that are not among others. */
  private static String names(Collection<Address> members, Collection<Address> others) {
    return String.join(
        ", ",
        members.stream()
            .filter(it -> !others.contains(it))
            .map(it -> MemberName.node(it.toString()))
            .sorted()
            .toList());
  }
}
