package io.datachannels.plugins.oss;

import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.access.AccessKeys;

/** Gives the SDK the key of now, for which it asks before every request. */
record OssCredentials(AccessKeys keys) implements CredentialsProvider {
    @Override
    public Credentials getCredentials() {
        AccessKey key = keys.current();
        String token = key.token() == null ? null : key.token().reveal();
        return new DefaultCredentials(key.id(), key.secret().reveal(), token);
    }

    @Override
    public void setCredentials(Credentials credentials) {
        throw new UnsupportedOperationException("a client keeps its keys");
    }
}
