package dev.streamviewer.sandbox.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two machines, as far as the network goes: half of the processes are in a network namespace of
 * their own. One cable is for the bus, and can be cut; by the other the island has Twitch and
 * Pusher. Takes the rights of root and the command ip.
 */
final class NetworkNamespaces implements ClusterLayout {
  private static final Set<String> ISLANDERS = Set.of("webhook-2", "notifier-2", "gateway-2");
  private static final String ISLAND = "sev-chaos";
  private static final String BUS = "10.213.77.";
  private static final String WEB = "10.213.78.";
  private static final String NOBODY = "02:00:00:00:00:ff";
  private static final int FIRST_PORT = 7800;

  /** One for the cluster, and the next for the event bus. */
  private static final int PORTS_OF_ONE = 2;

  private static final int MOST_PROCESSES = 12;

  private final Map<String, Integer> ports = new HashMap<>();

  private NetworkNamespaces() {}

  /** Whether this machine lets us have it; what an aborted run left is cleared away. */
  static boolean isPossible() {
    var script = "ip netns del %1$s; ip netns add %1$s && ip netns del %1$s".formatted(ISLAND);
    return ShellCommand.succeeds("sh", "-c", script);
  }

  static NetworkNamespaces create() {
    var sides = new NetworkNamespaces();
    ip("netns add " + ISLAND);
    ip("-n %s link set lo up".formatted(ISLAND));
    lay("sev-bus", BUS);
    lay("sev-web", WEB);
    return sides;
  }

  @Override
  public List<String> prefix(String process) {
    return isIslander(process) ? List.of("ip", "netns", "exec", ISLAND) : List.of();
  }

  @Override
  public String addressOf(String process) {
    return isIslander(process) ? WEB + 2 : "localhost";
  }

  @Override
  public String home(String process) {
    return isIslander(process) ? WEB + 1 : "localhost";
  }

  @Override
  public Map<String, String> cluster(String process) {
    return Map.of(
        "CLUSTER",
        "dns",
        "CLUSTER_DNS",
        "not.asked.invalid",
        "CLUSTER_PORT",
        String.valueOf(ports.computeIfAbsent(process, it -> port(ports.size()))),
        "POD_IP",
        BUS + (isIslander(process) ? 2 : 1));
  }

  /** Many on one address, unlike pods: each has ports of its own. */
  private static int port(int index) {
    return FIRST_PORT + index * PORTS_OF_ONE;
  }

  @Override
  public String bindHost() {
    return "0.0.0.0";
  }

  /** Members are looked for at both addresses instead of by DNS, and never at a bus's port. */
  @Override
  public void writeStack(Path folder) throws IOException {
    var members =
        IntStream.range(0, MOST_PROCESSES)
            .map(NetworkNamespaces::port)
            .mapToObj(port -> "%1$s1[%2$d],%1$s2[%2$d]".formatted(BUS, port))
            .collect(Collectors.joining(","));
    ClusterLayout.copyStack(
        folder,
        "jgroups-dns.xml",
        "<TCPPING initial_hosts=\"%s\" port_range=\"0\" num_discovery_runs=\"3\"/>"
            .formatted(members));
  }

  @Override
  public void writeLonelyStack(Path folder) throws IOException {
    ClusterLayout.copyStack(folder, "jgroups-dns.xml", NOBODY_THERE);
  }

  /** Each side takes the other for a machine that is not there; nobody is told. */
  @Override
  public void cut() {
    ip("neigh replace %s2 lladdr %s dev sev-bus nud permanent".formatted(BUS, NOBODY));
    ip(
        "-n %s neigh replace %s1 lladdr %s dev sev-bus-i nud permanent"
            .formatted(ISLAND, BUS, NOBODY));
  }

  @Override
  public void heal() {
    ip("neigh del %s2 dev sev-bus".formatted(BUS));
    ip("-n %s neigh del %s1 dev sev-bus-i".formatted(ISLAND, BUS));
  }

  /** The cables go with the island. */
  @Override
  public void close() {
    ShellCommand.succeeds("ip", "netns", "del", ISLAND);
  }

  private static void lay(String cable, String net) {
    ip("link add %1$s type veth peer name %1$s-i netns %2$s".formatted(cable, ISLAND));
    ip("addr add %s1/24 dev %s".formatted(net, cable));
    ip("link set %s up".formatted(cable));
    ip("-n %s addr add %s2/24 dev %s-i".formatted(ISLAND, net, cable));
    ip("-n %s link set %s-i up".formatted(ISLAND, cable));
  }

  private static boolean isIslander(String process) {
    return ISLANDERS.contains(process);
  }

  private static void ip(String arguments) {
    ShellCommand.run(("ip " + arguments).split(" "));
  }
}
