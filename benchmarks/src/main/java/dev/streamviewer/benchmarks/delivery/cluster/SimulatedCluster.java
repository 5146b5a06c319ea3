package dev.streamviewer.benchmarks.delivery.cluster;

import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.platform.cluster.NewestWins;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.infinispan.commons.marshall.WrappedByteArray;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.container.entries.ImmortalCacheEntry;

/**
 * Membership and shared maps, as Infinispan behaves without a majority: each side of a split goes
 * on, each entry has two owners on its side, a write waits for owners that do not respond until
 * they leave, and both sides' entries meet afterwards. Stricter than Infinispan: a write that loses
 * an owner is not repeated at the next one.
 */
public final class SimulatedCluster {
  /** The time to live of an entry that does not expire. */
  static final long IMMORTAL = Long.MAX_VALUE;

  private static final int COPIES = 2;
  private static final String BULK = "recent/";

  /** The time after which a read fails that waits for a member. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  public final Map<String, SimulatedProcess> processes = new LinkedHashMap<>();

  private final SimulatedTime time;
  private final Set<DeliveryRule> off;
  private final Map<SimulatedProcess, Side> sides = new HashMap<>();
  private final Map<SimulatedProcess, TreeMap<String, Copy>> copies = new LinkedHashMap<>();
  private final Map<SimulatedProcess, Integer> networks = new HashMap<>();
  private List<Write> waiting = new ArrayList<>();
  private long versions;
  private boolean slow;

  /** Members that see each other. */
  private static final class Side {
    private final Set<SimulatedProcess> members = new LinkedHashSet<>();
    private int topology;
  }

  private record Copy(Object value, long version, long expiry) {}

  private record Write(
      SimulatedProcess from, Map<String, Copy> entries, Promise<Void> done, Side side) {}

  public SimulatedCluster(SimulatedTime time, Set<DeliveryRule> off) {
    this.time = time;
    this.off = off;
  }

  /**
   * Adds a process, whose maps open some time after it has become a member.
   *
   * @param opened starts its service
   */
  public void join(SimulatedProcess process, long untilMapsOpen, Runnable opened) {
    processes.put(process.name, process);
    copies.put(process, new TreeMap<>());
    networks.put(process, 0);
    var side =
        sides.values().stream()
            .distinct()
            .max(Comparator.comparingInt(it -> it.members.size()))
            .orElseGet(Side::new);
    side.members.add(process);
    sides.put(process, side);
    changed(side);
    process.timer(
        untilMapsOpen,
        () -> {
          process.mapsOpen = process.role != Role.GATEWAY;
          process.registered = process.role != Role.GATEWAY;
          changed(sides.get(process));
          opened.run();
        });
  }

  /** Removes the memory of a process; the members notice later. */
  public void killed(SimulatedProcess process) {
    time.after(
        time.between(300, 700),
        () -> {
          copies.remove(process);
          leave(process);
        });
  }

  /** Excludes a process that does not respond; it finds itself alone when it goes on. */
  public void exclude(SimulatedProcess process) {
    leave(process);
    var alone = new Side();
    alone.topology = 1_000_000;
    alone.members.add(process);
    sides.put(process, alone);
    changed(alone);
  }

  public boolean isExcluded(SimulatedProcess process) {
    return sides.get(process).members.size() == 1;
  }

  /** Cuts the network; the members notice later, by {@link #split}. */
  public void cut(Set<SimulatedProcess> group) {
    group.forEach(it -> networks.put(it, 1));
  }

  public void healNetwork() {
    networks.replaceAll((process, network) -> 0);
    retry(null);
  }

  public void split(Set<SimulatedProcess> group) {
    var first = new Side();
    for (var process : processes.values()) {
      if (process.alive && group.contains(process)) {
        var before = sides.get(process);
        before.members.remove(process);
        first.topology = Math.max(first.topology, before.topology);
        first.members.add(process);
        sides.put(process, first);
        changed(before);
      }
    }
    changed(first);
    waiting.stream().map(Write::side).distinct().toList().forEach(this::retry);
  }

  /** Joins all sides; the larger one is preferred where two versions of an entry meet. */
  public void merge() {
    var all =
        sides.entrySet().stream()
            .filter(it -> it.getKey().alive)
            .map(Map.Entry::getValue)
            .distinct()
            .sorted(Comparator.comparingInt((Side side) -> side.members.size()).reversed())
            .toList();
    if (all.size() < 2) {
      return;
    }
    var merged = resolve(all);
    var whole = new Side();
    whole.topology = all.stream().mapToInt(it -> it.topology).max().orElse(0) + 1;
    for (var side : all) {
      whole.members.addAll(side.members);
      side.members.forEach(member -> sides.put(member, whole));
    }
    copies.values().forEach(Map::clear);
    merged.forEach((key, copy) -> owners(whole, key).forEach(it -> store(it, key, copy)));
    all.forEach(this::retry);
    changed(whole);
  }

  private Map<String, Copy> resolve(List<Side> all) {
    var merged = new TreeMap<String, Copy>();
    var keys = new TreeSet<String>();
    copies.values().forEach(it -> keys.addAll(it.keySet()));
    for (var key : keys) {
      var versions =
          all.stream().map(side -> read(side, null, key)).filter(it -> it != null).toList();
      if (!versions.isEmpty()) {
        merged.put(key, resolve(key, read(all.get(0), null, key), versions));
      }
    }
    return merged;
  }

  private Copy resolve(String key, Copy preferred, List<Copy> versions) {
    if (!key.startsWith(BULK) || off.contains(DeliveryRule.NEWEST_WINS)) {
      return preferred == null ? versions.get(0) : preferred;
    }
    var entries = versions.stream().map(it -> entry(key, it)).toList();
    var newest = new NewestWins().merge(null, entries);
    return versions.get(entries.indexOf(newest));
  }

  @SuppressWarnings("unchecked")
  private static CacheEntry<Object, Object> entry(String key, Copy copy) {
    var value = new WrappedByteArray(((Buffer) copy.value()).getBytes());
    return (CacheEntry<Object, Object>) new ImmortalCacheEntry(key, value);
  }

  private void leave(SimulatedProcess process) {
    var side = sides.get(process);
    if (side.members.remove(process)) {
      changed(side);
      retry(side);
    }
  }

  private void changed(Side side) {
    side.topology++;
    var topology = side.topology;
    var view = new TreeSet<String>();
    side.members.forEach(it -> view.add(it.name));
    for (var member : side.members) {
      time.after(time.between(0, 20), () -> member.message(() -> member.install(view, topology)));
    }
    time.after(
        time.between(100, 400),
        () -> {
          if (side.topology == topology) {
            rebalance(side);
          }
        });
  }

  private void rebalance(Side side) {
    var keys = new TreeSet<String>();
    side.members.stream()
        .filter(copies::containsKey)
        .forEach(it -> keys.addAll(copies.get(it).keySet()));
    for (var key : keys) {
      var copy = read(side, null, key);
      var owners = owners(side, key);
      owners.forEach(it -> store(it, key, copy));
      if (owners.size() == COPIES && owners.stream().noneMatch(it -> it.paused)) {
        side.members.stream()
            .filter(it -> copies.containsKey(it) && !owners.contains(it))
            .forEach(it -> copies.get(it).remove(key));
      }
    }
  }

  /** Whether a message from one process reaches another. */
  public boolean reaches(SimulatedProcess from, SimulatedProcess to) {
    return to.alive && networks.get(from).equals(networks.get(to));
  }

  /** Whether the host of a dead process refuses a connection from another process. */
  public boolean refuses(SimulatedProcess from, SimulatedProcess to) {
    return !to.alive && to.hostRefuses && networks.get(from).equals(networks.get(to));
  }

  private boolean responds(SimulatedProcess from, SimulatedProcess to) {
    return !to.paused && reaches(from, to);
  }

  /** Whether a process counts as a member on the side of another. */
  public boolean isMember(SimulatedProcess from, SimulatedProcess to) {
    return sides.get(from).members.contains(to);
  }

  private List<SimulatedProcess> owners(Side side, String key) {
    return side.members.stream()
        .filter(it -> it.mapsOpen)
        .sorted(Comparator.comparingInt(it -> mixed((key + it.name).hashCode())))
        .limit(COPIES)
        .toList();
  }

  /** Mixes a hash code, so that the owners of similar names have nothing in common. */
  private static int mixed(int hash) {
    var mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }

  /** Returns the number of owners that a process sees for an entry. */
  public int owners(SimulatedProcess from, String key) {
    var side = sides.get(from);
    return off.contains(DeliveryRule.TWO_OWNERS)
        ? Math.min(COPIES, side.members.size())
        : owners(side, key).size();
  }

  public int topology(SimulatedProcess from) {
    return off.contains(DeliveryRule.SAME_TOPOLOGY) ? 0 : sides.get(from).topology;
  }

  /** Returns the number of processes with a copy that their members have not missed yet. */
  public long holders(String key) {
    return copies.values().stream().filter(it -> it.containsKey(key)).count();
  }

  private void store(SimulatedProcess owner, String key, Copy copy) {
    var own = copies.get(owner);
    if (own != null && copy != null && owner.alive) {
      own.merge(key, copy, (a, b) -> a.version() >= b.version() ? a : b);
    }
  }

  /** Returns the newest copy on a side, of the processes that respond. */
  private Copy read(Side side, SimulatedProcess from, String key) {
    Copy newest = null;
    for (var member : side.members) {
      var own = copies.get(member);
      var copy =
          own == null || !member.alive || from != null && !responds(from, member)
              ? null
              : own.get(key);
      if (copy != null && (newest == null || copy.version() > newest.version())) {
        newest = copy;
      }
    }
    return newest == null || newest.expiry() <= time.now() ? null : newest;
  }

  private long delay() {
    return time.between(1, 4);
  }

  /** Makes writes of recent events take longer than a reader waits. */
  public void setSlow(boolean slow) {
    this.slow = slow;
  }

  private long writeDelay(Set<String> keys) {
    return slow && keys.stream().allMatch(it -> it.startsWith(BULK))
        ? time.between(50, 1_200)
        : delay();
  }

  /** Writes entries to all owners. */
  public Future<Void> put(SimulatedProcess from, Map<String, ?> values, long ttl) {
    var done = Promise.<Void>promise();
    var entries = new TreeMap<String, Copy>();
    var expiry = expiry(ttl);
    values.forEach((key, value) -> entries.put(key, new Copy(value, ++versions, expiry)));
    time.after(
        writeDelay(entries.keySet()),
        () -> {
          if (from.alive) {
            attempt(new Write(from, entries, done, sides.get(from)));
          }
        });
    return done.future();
  }

  private long expiry(long ttl) {
    return ttl == IMMORTAL ? ttl : time.now() + ttl;
  }

  private void attempt(Write write) {
    var complete = true;
    for (var entry : write.entries().entrySet()) {
      complete &= isWritten(write, entry.getKey(), entry.getValue());
    }
    if (complete) {
      complete(write);
    } else {
      waiting.add(write);
    }
  }

  /** Writes an entry to the first owner, which passes it on to the others. */
  private boolean isWritten(Write write, String key, Copy copy) {
    var owners = owners(write.side(), key);
    var responding = owners.stream().filter(it -> responds(write.from(), it)).toList();
    if (!owners.isEmpty() && responding.contains(owners.get(0))) {
      responding.forEach(owner -> store(owner, key, copy));
    }
    return responding.size() == owners.size();
  }

  private static void complete(Write write) {
    write.from().message(() -> write.done().tryComplete());
  }

  /** Goes on with writes that wait; those of a side that lost an owner end as they are. */
  public void retry(Object side) {
    var retried = waiting;
    waiting = new ArrayList<>();
    for (var write : retried) {
      if (write.side() == side && isAnywhere(write)) {
        complete(write);
      } else {
        attempt(new Write(write.from(), write.entries(), write.done(), sides.get(write.from())));
      }
    }
  }

  private boolean isAnywhere(Write write) {
    return write.entries().entrySet().stream()
        .allMatch(
            entry ->
                copies.values().stream()
                    .anyMatch(own -> entry.getValue().equals(own.get(entry.getKey()))));
  }

  /** Reads entries after a moment; fails if the first owner of any does not respond. */
  public Future<Map<String, Object>> get(SimulatedProcess from, Set<String> keys) {
    return later(from, () -> read(from, keys))
        .compose(
            found ->
                found != null
                    ? Future.succeededFuture(found)
                    : from.pass(READ_TIMEOUT)
                        .compose(passed -> Future.failedFuture("An owner does not respond.")));
  }

  /** Returns the entries; null if the first owner of any does not respond. */
  private Map<String, Object> read(SimulatedProcess from, Set<String> keys) {
    var side = sides.get(from);
    var allRespond = side.members.stream().allMatch(it -> responds(from, it));
    var found = new TreeMap<String, Object>();
    for (var key : keys) {
      if (!allRespond && !isReadable(from, owners(side, key))) {
        return null;
      }
      var copy = read(side, from, key);
      if (copy != null) {
        found.put(key, copy.value());
      }
    }
    return found;
  }

  /** Whether a process has a copy of its own, or gets it from the first owner. */
  private boolean isReadable(SimulatedProcess from, List<SimulatedProcess> owners) {
    return owners.isEmpty() || owners.contains(from) || responds(from, owners.get(0));
  }

  /** Returns the values of all entries whose key begins with a text. */
  public Future<List<String>> values(SimulatedProcess from, String prefix) {
    return later(
        from,
        () ->
            keys(sides.get(from).members.stream(), prefix)
                .map(key -> read(sides.get(from), from, key))
                .filter(copy -> copy != null)
                .map(copy -> (String) copy.value())
                .toList());
  }

  /** Returns the keys of all entries anywhere that begin with a text. */
  public Stream<String> keys(String prefix) {
    return keys(copies.keySet().stream(), prefix);
  }

  private Stream<String> keys(Stream<SimulatedProcess> holders, String prefix) {
    return holders
        .filter(copies::containsKey)
        .flatMap(it -> copies.get(it).subMap(prefix, prefix + '\uffff').keySet().stream())
        .sorted()
        .distinct();
  }

  /** Writes a value if the present one is the expected one, in one step. */
  public Future<Object> replace(
      SimulatedProcess from, String key, Object expected, Object value, long ttl) {
    return later(
        from,
        () -> {
          var side = sides.get(from);
          var before = value(side, from, key);
          if (expected == null ? before == null : expected.equals(before)) {
            remove(side, key);
            if (value != null) {
              var copy = new Copy(value, ++versions, expiry(ttl));
              owners(side, key).forEach(it -> store(it, key, copy));
            }
          }
          return before;
        });
  }

  /** Removes an entry and returns its value. */
  public Future<Object> remove(SimulatedProcess from, String key) {
    return later(
        from,
        () -> {
          var side = sides.get(from);
          var before = value(side, from, key);
          remove(side, key);
          return before;
        });
  }

  private Object value(Side side, SimulatedProcess from, String key) {
    var copy = read(side, from, key);
    return copy == null ? null : copy.value();
  }

  private void remove(Side side, String key) {
    side.members.stream().filter(copies::containsKey).forEach(it -> copies.get(it).remove(key));
  }

  private <T> Future<T> later(SimulatedProcess from, Supplier<T> work) {
    var done = Promise.<T>promise();
    time.after(
        delay(),
        () -> {
          if (from.alive) {
            var result = work.get();
            from.message(() -> done.complete(result));
          }
        });
    return done.future();
  }
}
