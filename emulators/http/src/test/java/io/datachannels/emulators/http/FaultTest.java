package io.datachannels.emulators.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void readsWhatAUserWrites() {
        assertThat(Fault.parse("UploadPart:error,every=5"))
                .isEqualTo(Fault.of("UploadPart", Fault.Kind.ERROR).every(5));
        assertThat(Fault.parse("*:lose-answer,after=2,times=1"))
                .isEqualTo(Fault.of("*", Fault.Kind.LOSE_ANSWER).after(2).times(1));
        assertThat(Fault.parse("GetRange:LATENCY,millis=250"))
                .isEqualTo(Fault.latency("GetRange", Duration.ofMillis(250)));
        assertThat(Fault.parse("Put:error,status=503,code=Busy,message=Server is busy.,times=2"))
                .isEqualTo(Fault.of("Put", Fault.Kind.ERROR)
                        .times(2)
                        .answering(new Refusal(503, "Busy", "Server is busy.")));
        assertThat(Fault.parse("X:refuse_row").kind()).isEqualTo(Fault.Kind.REFUSE_ROW);
    }

    @Test
    void saysWhichPartItCannotRead() {
        assertThatThrownBy(() -> Fault.parse("PutObject")).hasMessageContaining("OPERATION:KIND");
        assertThatThrownBy(() -> Fault.parse(":error")).hasMessageContaining("OPERATION:KIND");
        assertThatThrownBy(() -> Fault.parse("X:explode"))
                .hasMessageContaining("explode")
                .hasMessageContaining("throttle");
        assertThatThrownBy(() -> Fault.parse("X:error,often=1"))
                .hasMessageContaining("often")
                .hasMessageContaining("every");
        assertThatThrownBy(() -> Fault.parse("X:error,every")).hasMessageContaining("NAME=NUMBER");
        assertThatThrownBy(() -> Fault.parse("X:error,code")).hasMessageContaining("NAME=NUMBER");
        assertThatThrownBy(() -> Fault.parse("X:error,status=200"))
                .hasMessageContaining("400 to 599")
                .hasMessageContaining("200");
        assertThatThrownBy(() -> Fault.parse("X:error,every=0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hitsTheCallsItIsToldTo() {
        Faults faults = new Faults();
        faults.add(Fault.of("Put", Fault.Kind.ERROR).after(2).every(3).times(2));
        List<Integer> hit = new ArrayList<>();
        for (int call = 1; call <= 15; call++) {
            assertThat(faults.next("Get", Fault.Kind.ERROR)).isNull();
            assertThat(faults.next("Put", Fault.Kind.DROP)).isNull();
            if (faults.next("Put", Fault.Kind.ERROR) != null) {
                hit.add(call);
            }
        }
        assertThat(hit).containsExactly(5, 8);
    }

    @Test
    void refusesSingleRowsUntilCleared() {
        Faults faults = new Faults();
        faults.add(Fault.of("*", Fault.Kind.REFUSE_ROW).every(2));
        assertThat(Stream.generate(() -> faults.rowRefusal("A").isPresent()).limit(4))
                .containsExactly(false, true, false, true);
        faults.clear();
        assertThat(Stream.generate(() -> faults.rowRefusal("A")).limit(2)).containsOnly(Optional.empty());
    }

    @Test
    void leavesToTheServiceWhatIsNotTold() {
        Refusal own = new Refusal(503, "Busy", "Server is busy.");
        assertThat(Refusal.UNTOLD.or(503, "Busy", "Server is busy.")).isEqualTo(own);
        assertThat(Fault.parse("X:error,code=Gone").refusal().or(503, "Busy", "Server is busy."))
                .isEqualTo(new Refusal(503, "Gone", "Server is busy."));
        assertThat(own.or(500, "x", "y")).isEqualTo(own);
    }
}
