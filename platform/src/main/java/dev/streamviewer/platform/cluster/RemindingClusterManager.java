package dev.streamviewer.platform.cluster;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Infinispan, reminded of what it forgot. When members lose sight of each other, each side strikes
 * the other's consumers off its list; once they see each other again, one list wins, and nobody
 * enters the consumers of the others anew. They would be there and never be asked again.
 */
final class RemindingClusterManager extends InfinispanClusterManager {
  private static final Logger log = LoggerFactory.getLogger(RemindingClusterManager.class);

  private final Set<Registration> own = ConcurrentHashMap.newKeySet();

  private record Registration(String address, RegistrationInfo info) {}

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    if (!info.localOnly()) {
      own.add(new Registration(address, info));
    }
    super.addRegistration(address, info, promise);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    own.remove(new Registration(address, info));
    super.removeRegistration(address, info, promise);
  }

  /** Enters anew whatever of this member is no longer on the list. */
  Future<Void> remind() {
    var entries = own.stream().map(this::remind).toList();
    return Future.join(entries).compose(done -> remindOfNode()).otherwiseEmpty();
  }

  private Future<Void> remind(Registration registration) {
    var listed = Promise.<List<RegistrationInfo>>promise();
    getRegistrations(registration.address(), listed);
    return listed
        .future()
        .compose(
            infos ->
                infos.contains(registration.info()) || !own.contains(registration)
                    ? Future.succeededFuture()
                    : enter(registration));
  }

  private Future<Void> enter(Registration registration) {
    log.warn("The cluster forgot {} of this process; telling it again", registration.address());
    var entered = Promise.<Void>promise();
    super.addRegistration(registration.address(), registration.info(), entered);
    return entered.future();
  }

  /** Without its address nobody could reach this member. */
  private Future<Void> remindOfNode() {
    var known = Promise.<NodeInfo>promise();
    getNodeInfo(getNodeId(), known);
    return known
        .future()
        .<Void>mapEmpty()
        .recover(
            forgotten -> {
              log.warn("The cluster forgot the address of this process; telling it again");
              var told = Promise.<Void>promise();
              setNodeInfo(getNodeInfo(), told);
              return told.future();
            });
  }
}
