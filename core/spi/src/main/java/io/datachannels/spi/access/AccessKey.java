package io.datachannels.spi.access;

import io.datachannels.spi.config.SecretText;

/**
 * What a request to Alibaba Cloud is signed with.
 *
 * @param token that comes with a temporary key (STS), or null
 */
public record AccessKey(String id, SecretText secret, SecretText token) {}
