package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100, 60);

  @Test
  void limitsAClientToItsShare() {
    assertThat(budget.take("a", 60)).isTrue();
    assertThat(budget.take("a", 1)).isFalse();
    assertThat(budget.take("b", 40)).isTrue();
  }

  @Test
  void limitsAllClientsToTheTotal() {
    budget.take("a", 60);
    budget.take("b", 40);

    assertThat(budget.take("c", 1)).isFalse();
    assertThat(budget.used()).isEqualTo(100);
  }

  @Test
  void reusesReleasedBytes() {
    budget.take("a", 60);
    budget.take("b", 40);
    budget.giveBack("a", 60);

    assertThat(budget.used()).isEqualTo(40);
    assertThat(budget.take("c", 60)).isTrue();
  }

  @Test
  void reservesNothingWhenRefused() {
    budget.take("a", 61);

    assertThat(budget.used()).isZero();
    assertThat(budget.take("a", 60)).isTrue();
  }
}
