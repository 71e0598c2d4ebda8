package io.datachannels.engine.transform;

import io.datachannels.spi.config.Problems;
import java.util.List;

/** The {@code paras} of DataX's transformers: texts that mean something by their order. */
final class Paras {
    private Paras() {}

    /**
     * Whether there are as many as there must be; if not, that is a problem.
     *
     * @param form what they are, for people: {@code ["start", "length"]}
     */
    static boolean validateCount(List<String> paras, int count, String form, Problems problems) {
        problems.check(paras.size() == count, "paras", "must be " + form + ", got a list of " + paras.size());
        return paras.size() == count;
    }

    /** That one is a whole number of 0 or more. */
    static void validateNumber(List<String> paras, int index, Problems problems) {
        problems.check(
                paras.get(index).strip().matches("\\d{1,9}"),
                "paras[" + index + "]",
                "must be a whole number of 0 to 999999999");
    }

    static int number(List<String> paras, int index) {
        return Integer.parseInt(paras.get(index).strip());
    }
}
