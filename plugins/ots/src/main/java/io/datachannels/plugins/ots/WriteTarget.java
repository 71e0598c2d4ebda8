package io.datachannels.plugins.ots;

/**
 * A table that is written to.
 *
 * @param <C> a change as it is kept until it is sent
 * @param preparation what is to be done before the first row, once, in the driver
 */
record WriteTarget<C>(ChangeEncoder<C> encoder, WriteApis<C> apis, Runnable preparation) {
    static final Runnable NONE = () -> {};
}
