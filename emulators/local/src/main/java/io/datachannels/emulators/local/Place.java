package io.datachannels.emulators.local;

/** The two parts of an address {@code SYSTEM://CONTAINER/NAME}; the name may be empty. */
record Place(String container, String name) {
    static Place of(String address) {
        String rest = address.substring(address.indexOf("://") + 3);
        int slash = rest.indexOf('/');
        return slash < 0 ? new Place(rest, "") : new Place(rest.substring(0, slash), rest.substring(slash + 1));
    }
}
