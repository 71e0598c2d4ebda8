package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private final ObjectNames names = new ObjectNames("a/t", ".csv", WriteMode.TRUNCATE);
    private final ObjectNames append = new ObjectNames("a/t", ".txt", WriteMode.APPEND);

    @Test
    void tasksAreNumbered() {
        assertThat(names.task("run", 0, 0)).isEqualTo("a/t__00000.csv");
        assertThat(names.task("run", 123_456, 0)).isEqualTo("a/t__123456.csv");
        assertThat(append.task("r-1", 7, 0)).isEqualTo("a/t__r-1_00007.txt");
        assertThat(new ObjectNames("a/", ".gz", WriteMode.TRUNCATE).task("run", 1, 0))
                .isEqualTo("a/__00001.gz");
        assertThat(names.task("run", 3, 12)).isEqualTo("a/t__00003_12.csv");
        assertThat(append.task("r-1", 7, 1)).isEqualTo("a/t__r-1_00007_1.txt");
    }

    @Test
    void tasksAreRecognised() {
        assertThat(names.isTask("run", "a/t__00000.csv")).isTrue();
        assertThat(names.isTask("run", "a/t__123456.csv")).isTrue();
        assertThat(names.isTask("run", "a/t__00003_12.csv")).isTrue();
        assertThat(names.isTask("run", "a/t__0000.csv")).isFalse();
        assertThat(names.isTask("run", "a/t__00000.txt")).isFalse();
        assertThat(names.isTask("run", "a/t__0000x.csv")).isFalse();
        assertThat(names.isTask("run", "a/t__.csv")).isFalse();
        assertThat(names.isTask("run", "a/t__run.run")).isFalse();
        assertThat(append.isTask("r-1", "a/t__r-1_00007.txt")).isTrue();
        assertThat(append.isTask("r-2", "a/t__r-1_00007.txt")).isFalse();
    }

    @Test
    void earlierObjectsAreThoseOfTheName() {
        assertThat(names.isEarlier("a/t")).isTrue();
        assertThat(names.isEarlier("a/t__00000.csv")).isTrue();
        assertThat(names.isEarlier("a/t__00000")).isTrue();
        assertThat(names.isEarlier("a/t__00000_3.csv.gz")).isTrue();
        assertThat(names.isEarlier("a/t__run-1_00000_3.csv")).isTrue();
        assertThat(names.isEarlier("a/t__SUCCESS")).isTrue();
        assertThat(names.isEarlier("a/t__2024-01-01-x_00000.txt")).isTrue();
        assertThat(names.isEarlier("a/t__0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(names.isEarlier("a/t__0123456789abcdef0123456789abcdef_2.csv"))
                .isTrue();
    }

    @Test
    void otherJobsObjectsAreNot() {
        assertThat(names.isEarlier("a/tt__00000.csv")).isFalse();
        assertThat(names.isEarlier("a/t.csv")).isFalse();
        assertThat(names.isEarlier("a/t__2__00000.csv")).isFalse();
        assertThat(names.isEarlier("a/t__old")).isFalse();
        assertThat(names.isEarlier("a/t__00000.csv/b")).isFalse();
        assertThat(names.isEarlier("a/t/__00000.csv")).isFalse();
    }

    @Test
    void aFolderIsAllBelowIt() {
        ObjectNames folder = new ObjectNames("a/", ".csv", WriteMode.TRUNCATE);
        assertThat(folder.isEarlier("a/anything/at all")).isTrue();
        assertThat(folder.isEarlier("a/")).isFalse();
        assertThat(folder.isEarlier("ab")).isFalse();
    }
}
