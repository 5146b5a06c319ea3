package dev.streamviewer.demo.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two machines in terms of the network: half of the processes run in a network namespace. A virtual
 * cable carries the bus, and can be cut; another connects the namespace to Twitch and Pusher. Needs
 * root and the command ip.
 */
final class NetworkNamespaces implements ClusterLayout {
  private static final Set<String> ISOLATED_PROCESSES =
      Set.of("webhook-2", "notifier-2", "gateway-2");
  private static final String NAMESPACE = "sev-chaos";
  private static final String BUS = "10.213.77.";
  private static final String WEB = "10.213.78.";
  private static final String UNUSED_MAC = "02:00:00:00:00:ff";
  private static final int FIRST_PORT = 7800;

  /** The port of the cluster; the event bus listens on the next. */
  private static final int PORTS_PER_PROCESS = 2;

  private static final int MAX_PROCESSES = 12;

  private final Map<String, Integer> ports = new HashMap<>();

  private NetworkNamespaces() {}

  /** Whether this machine allows namespaces; removes the remains of an aborted run. */
  static boolean isPossible() {
    var script = "ip netns del %1$s; ip netns add %1$s && ip netns del %1$s".formatted(NAMESPACE);
    return ShellCommand.succeeds("sh", "-c", script);
  }

  static NetworkNamespaces create() {
    var sides = new NetworkNamespaces();
    ip("netns add " + NAMESPACE);
    ip("-n %s link set lo up".formatted(NAMESPACE));
    addCable("sev-bus", BUS);
    addCable("sev-web", WEB);
    return sides;
  }

  @Override
  public List<String> prefix(String process) {
    return isIsolated(process) ? List.of("ip", "netns", "exec", NAMESPACE) : List.of();
  }

  @Override
  public String addressOf(String process) {
    return isIsolated(process) ? WEB + 2 : "localhost";
  }

  @Override
  public String home(String process) {
    return isIsolated(process) ? WEB + 1 : "localhost";
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
        BUS + (isIsolated(process) ? 2 : 1));
  }

  /** Returns the ports of a process: many processes share one address, unlike pods. */
  private static int port(int index) {
    return FIRST_PORT + index * PORTS_PER_PROCESS;
  }

  @Override
  public String bindHost() {
    return "0.0.0.0";
  }

  /** Discovers members at both addresses instead of by DNS, and never at the port of a bus. */
  @Override
  public void writeStack(Path folder) throws IOException {
    var members =
        IntStream.range(0, MAX_PROCESSES)
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
  public void writeIsolatedStack(Path folder) throws IOException {
    ClusterLayout.copyStack(folder, "jgroups-dns.xml", NO_MEMBERS);
  }

  /** Cuts the bus silently: each side sends to a hardware address that does not exist. */
  @Override
  public void cut() {
    ip("neigh replace %s2 lladdr %s dev sev-bus nud permanent".formatted(BUS, UNUSED_MAC));
    ip(
        "-n %s neigh replace %s1 lladdr %s dev sev-bus-i nud permanent"
            .formatted(NAMESPACE, BUS, UNUSED_MAC));
  }

  @Override
  public void heal() {
    ip("neigh del %s2 dev sev-bus".formatted(BUS));
    ip("-n %s neigh del %s1 dev sev-bus-i".formatted(NAMESPACE, BUS));
  }

  /** Deletes the namespace, and the cables with it. */
  @Override
  public void close() {
    ShellCommand.succeeds("ip", "netns", "del", NAMESPACE);
  }

  private static void addCable(String cable, String net) {
    ip("link add %1$s type veth peer name %1$s-i netns %2$s".formatted(cable, NAMESPACE));
    ip("addr add %s1/24 dev %s".formatted(net, cable));
    ip("link set %s up".formatted(cable));
    ip("-n %s addr add %s2/24 dev %s-i".formatted(NAMESPACE, net, cable));
    ip("-n %s link set %s-i up".formatted(NAMESPACE, cable));
  }

  private static boolean isIsolated(String process) {
    return ISOLATED_PROCESSES.contains(process);
  }

  private static void ip(String arguments) {
    ShellCommand.run(("ip " + arguments).split(" "));
  }
}
