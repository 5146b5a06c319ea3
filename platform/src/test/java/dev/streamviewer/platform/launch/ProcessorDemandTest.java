package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorDemandTest {
  @TempDir private Path tasks;

  @Test
  void sumsTheWaitsOfAllThreads() throws IOException {
    thread("11", "5000000 700 12\n");
    thread("12", "1 42 3\n");

    assertThat(ProcessorDemand.waited(tasks)).isEqualTo(742);
  }

  @Test
  void ignoresThreadsThatHaveEndedAndKernelsWithoutStatistics() throws IOException {
    Files.createDirectory(tasks.resolve("11"));
    thread("12", "");
    thread("13", "1 42 3\n");

    assertThat(ProcessorDemand.waited(tasks)).isEqualTo(42);
    assertThat(ProcessorDemand.waited(tasks.resolve("none"))).isZero();
  }

  @Test
  void growsWithTheWorkOfThisProcess() {
    var before = ProcessorDemand.nanos();
    var text = "x".repeat(10_000_000).chars().filter(it -> it == 'x').count();

    assertThat(text).isEqualTo(10_000_000);
    assertThat(ProcessorDemand.nanos()).isGreaterThan(before);
  }

  private void thread(String id, String statistics) throws IOException {
    Files.writeString(Files.createDirectory(tasks.resolve(id)).resolve("schedstat"), statistics);
  }
}
