package dev.streamviewer.sandbox.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Where the processes are, and how they find each other. */
interface ClusterLayout extends AutoCloseable {
  /** Looks for members at a port of nobody. */
  String NOBODY_THERE = "<TCPPING initial_hosts=\"${streamviewer.bind}[1]\" port_range=\"0\"/>";

  /** How the stacks that ship find members. */
  String SHIPPED_DISCOVERY = "<(TCPPING|dns\\.DNS_PING) [^>]*/>";

  /** What stands before the command that starts a process. */
  List<String> prefix(String process);

  /** The address of a process, for the test. */
  String addressOf(String process);

  /** The address of the test, for a process. */
  String home(String process);

  /** The variables that make a process a member of the cluster. */
  Map<String, String> cluster(String process);

  /** The address that the sandbox's servers listen on. */
  String bindHost();

  /** Writes the stack of JGroups into a folder that stands before the class path. */
  void writeStack(Path folder) throws IOException;

  /** The same, but a process with this one looks for the others where nobody is. */
  void writeLonelyStack(Path folder) throws IOException;

  /** The bus no longer reaches from one side to the other. */
  void cut();

  void heal();

  @Override
  void close();

  /** All in one place: it takes no rights, and nothing can be cut. */
  static ClusterLayout loopback() {
    return new Loopback();
  }

  /** A copy of the stack that ships, with another way to find members. */
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

  /** The stack of one machine, on other ports, so that no other process here joins. */
  final class Loopback implements ClusterLayout {
    private static final String PORT = "17920";

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
      return Map.of("CLUSTER", "local", "CLUSTER_PORT", PORT);
    }

    @Override
    public String bindHost() {
      return "127.0.0.1";
    }

    @Override
    public void writeStack(Path folder) {
      // The stack of one machine is right as it is.
    }

    @Override
    public void writeLonelyStack(Path folder) throws IOException {
      ClusterLayout.copyStack(folder, "jgroups-local.xml", NOBODY_THERE);
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
