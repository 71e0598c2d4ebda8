package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.auth.CredentialsProvider;
import com.alicloud.openservices.tablestore.core.auth.DefaultCredentials;
import com.alicloud.openservices.tablestore.core.auth.ServiceCredentials;
import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.access.AccessKeys;

/** Gives the SDK the key of now, for which it asks before every request. */
record OtsCredentials(AccessKeys keys) implements CredentialsProvider {
    @Override
    public ServiceCredentials getCredentials() {
        AccessKey key = keys.current();
        String token = key.token() == null ? null : key.token().reveal();
        return new DefaultCredentials(key.id(), key.secret().reveal(), token);
    }

    @Override
    public void setCredentials(ServiceCredentials credentials) {
        throw new UnsupportedOperationException("a client keeps its keys");
    }
}
