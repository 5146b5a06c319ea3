package dev.streamviewer.demo.chaos.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** The placement of the processes, and the discovery between them. */
public interface ClusterLayout extends AutoCloseable {
  /** Discovery at a port without a listener. */
  String NO_MEMBERS = "<TCPPING initial_hosts=\"${streamviewer.bind}[1]\" port_range=\"0\"/>";

  /** Discovery of the shipped stacks. */
  String SHIPPED_DISCOVERY = "<(TCPPING|dns\\.DNS_PING) [^>]*/>";

  /** Returns the prefix of the command that starts a process. */
  List<String> prefix(String process);

  /** Returns the address of a process, as the test reaches it. */
  String addressOf(String process);

  /** Returns the address of the test, as a process reaches it. */
  String home(String process);

  /** Returns the variables that make a process a member of the cluster. */
  Map<String, String> cluster(String process);

  /** Returns the address that the sandbox's servers listen on. */
  String bindHost();

  /** Writes the JGroups stack into a folder that precedes the class path. */
  void writeStack(Path folder) throws IOException;

  /** Writes a stack whose discovery finds no other process. */
  void writeIsolatedStack(Path folder) throws IOException;

  /** Cuts the bus between the two sides. */
  void cut();

  void heal();

  @Override
  void close();

  /** Runs all processes on the loopback address. Needs no privileges, but cannot cut the bus. */
  static ClusterLayout loopback() {
    return new Loopback();
  }

  /** Copies a shipped stack, with another kind of discovery. */
  static void copyStack(Path folder, String name, String discovery) throws IOException {
    var path = Path.of("cluster", name);
    try (var shipped = ClusterLayout.class.getClassLoader().getResourceAsStream(path.toString())) {
      var stack = new String(shipped.readAllBytes(), UTF_8);
      var copy = stack.replaceFirst(SHIPPED_DISCOVERY, Matcher.quoteReplacement(discovery));
      if (copy.equals(stack)) {
        throw new IOException(path + " says nowhere how members are found");
      }
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), copy);
    }
  }

  /** The stack of one machine, on other ports, so that no other process of this machine joins. */
  final class Loopback implements ClusterLayout {
    private final String port = String.valueOf(FreePorts.cluster());

    @Override
    public List<String> prefix(String process) {
      return List.of();
    }

    @Override
    public String addressOf(String process) {
      return "localhost";
    }

    @Override
    public String home(String process) {
      return "localhost";
    }

    @Override
    public Map<String, String> cluster(String process) {
      return Map.of("CLUSTER", "local", "CLUSTER_PORT", port);
    }

    @Override
    public String bindHost() {
      return "127.0.0.1";
    }

    @Override
    public void writeStack(Path folder) {
      // The shipped stack of one machine needs no change.
    }

    @Override
    public void writeIsolatedStack(Path folder) throws IOException {
      ClusterLayout.copyStack(folder, "jgroups-local.xml", NO_MEMBERS);
    }

    @Override
    public void cut() {
      throw new UnsupportedOperationException("There is one side only");
    }

    @Override
    public void heal() {
      throw new UnsupportedOperationException("There is one side only");
    }

    @Override
    public void close() {}
  }
}
