/** ossreader and osswriter: rows to and from the objects of OSS and of stores that speak S3. */
package io.datachannels.plugins.oss;
