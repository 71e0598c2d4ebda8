package io.datachannels.plugins.odps;

import com.aliyun.credentials.api.ICredentials;
import com.aliyun.odps.account.Account;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.account.RequestSigner;
import com.aliyun.odps.account.StsAccount;
import io.datachannels.spi.access.AccessKey;
import io.datachannels.spi.access.AccessKeys;

/**
 * Gives the SDK the key of now, for which it asks before every request.
 *
 * @param region for signatures of version 4; null for version 2
 */
record CurrentAccount(AccessKeys keys, String region) implements Account {
    @Override
    public AccountProvider getType() {
        return current().getType();
    }

    @Override
    public RequestSigner getRequestSigner() {
        return current().getRequestSigner();
    }

    @Override
    public ICredentials getCredentials() {
        return current().getCredentials();
    }

    @Override
    public String getRegionId() {
        return region;
    }

    private Account current() {
        AccessKey key = keys.current();
        String secret = key.secret().reveal();
        return key.token() == null
                ? new AliyunAccount(key.id(), secret, region)
                : new StsAccount(key.id(), secret, key.token().reveal(), region);
    }
}
