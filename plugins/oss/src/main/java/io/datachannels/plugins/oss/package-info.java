/** ossreader and osswriter: rows to and from CSV objects in OSS. */
package io.datachannels.plugins.oss;
