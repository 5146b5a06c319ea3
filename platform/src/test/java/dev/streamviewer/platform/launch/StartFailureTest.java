package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void keepsASentence() {
    assertThat(StartFailure.sentence(new IllegalStateException("port 8080 is in use; set PORT")))
        .isEqualTo("port 8080 is in use; set PORT");
  }

  @Test
  void removesNamesOfClasses() {
    var cause = new IllegalStateException("the start made no progress for 60 s");

    assertThat(StartFailure.sentence(new CompletionException(cause)))
        .isEqualTo("the start made no progress for 60 s");
    assertThat(StartFailure.sentence(new ExecutionException(new CompletionException(cause))))
        .isEqualTo("the start made no progress for 60 s");
  }

  @Test
  void asksForTheLogWithoutAnyText() {
    assertThat(StartFailure.sentence(new TimeoutException())).contains("LOG_LEVEL=DEBUG");
    assertThat(StartFailure.sentence(new ExecutionException(new NullPointerException())))
        .contains("LOG_LEVEL=DEBUG")
        .doesNotContain("Exception");
    assertThat(StartFailure.sentence(new NullPointerException("Cannot invoke \".parameters()\"")))
        .isEqualTo("an internal fault; LOG_LEVEL=DEBUG shows where");
  }
}
