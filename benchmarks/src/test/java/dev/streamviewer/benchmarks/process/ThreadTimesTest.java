package dev.streamviewer.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThreadTimesTest {
  @Test
  void addsUserAndSystemTimeOfMatchingThreads() {
    var stat = "71 (C2 CompilerThre) S 1 70 70 0 -1 1077936192 9 0 0 0 1234 66 0 0 20 0 30 0 5 9 0";

    assertThat(ThreadTimes.seconds(stat, "C2 CompilerThre"::equals)).isEqualTo(13.0, within(1e-9));
    assertThat(ThreadTimes.seconds(stat, "VM Thread"::equals)).isZero();
  }

  @Test
  void readsNamesWithParenthesesAndSpaces() {
    var stat = "72 (a (b) c) R 1 70 70 0 -1 1077936192 9 0 0 0 100 50 0 0 20 0 30 0 5 9 0";

    assertThat(ThreadTimes.seconds(stat, "a (b) c"::equals)).isEqualTo(1.5, within(1e-9));
  }

  @Test
  void findsTheThreadsOfThisProcess() {
    var pid = ProcessHandle.current().pid();

    assertThat(ThreadTimes.seconds(pid, name -> true)).isPositive();
    assertThat(ThreadTimes.seconds(pid, name -> false)).isZero();
  }
}
