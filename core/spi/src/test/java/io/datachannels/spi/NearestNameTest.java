package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void findsWhatWasMeant() {
        List<String> names = List.of("orders", "customers", "order_items");
        assertThat(NearestName.of("order", names)).contains("orders");
        assertThat(NearestName.of("ORDERS", names)).contains("orders");
        assertThat(NearestName.of("odrers", names)).contains("orders");
        assertThat(NearestName.of("id", List.of("di", "xx"))).contains("di");
        assertThat(NearestName.of("costumers", names)).contains("customers");
        assertThat(NearestName.of("warehouse", names)).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void showsTheFirstOfMany() {
        assertThat(NearestName.some(List.of("b", "a"))).isEqualTo("a, b");
        assertThat(NearestName.some(
                        IntStream.range(100, 130).mapToObj(i -> "t" + i).toList()))
                .startsWith("t100, t101")
                .endsWith("t109 and 20 more");
    }
}
