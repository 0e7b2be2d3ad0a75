// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * An authority that stamps signatures with a time (RFC 3161), certified by a root of its own.
 *
 * @param root what a machine must trust
 * @param authority signed by the root
 * @param key of the authority
 */
public record TimeStamper(X509Certificate root, X509Certificate authority, PrivateKey key) {
  private static final ASN1ObjectIdentifier SHA_256 =
      new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1");
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.123.456.7.8.10");
  private static final Duration AGE = Duration.ofDays(4000);
  private static final int RSA_BITS = 2048;

  /** A fresh one, valid for long. */
  public static TimeStamper create() throws GeneralSecurityException {
    return create(KeyPurposeId.id_kp_timeStamping);
  }

  /** A fresh one whose certificate is for a purpose of choice. */
  public static TimeStamper create(KeyPurposeId purpose) throws GeneralSecurityException {
    KeyPair rootKeys = PackageSigner.keys("RSA", RSA_BITS);
    KeyPair keys = PackageSigner.keys("RSA", RSA_BITS);
    X500Principal root = new X500Principal("CN=Stamping Root");
    X500Principal name = new X500Principal("CN=Stamping Authority");
    Instant from = Instant.now().minus(AGE);
    Instant until = Instant.now().plus(AGE);
    return new TimeStamper(
        Certified.authority(root, rootKeys, root, rootKeys, from, until),
        Certified.leaf(name, keys, root, rootKeys, from, until, purpose),
        keys.getPrivate());
  }

  /** A message of one signer with a stamp of its signature. */
  public byte[] stamp(byte[] message, Instant time) throws GeneralSecurityException {
    try {
      CMSSignedData data = new CMSSignedData(message);
      SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
      return with(message, token(signer.getSignature(), time));
    } catch (CMSException e) {
      throw new GeneralSecurityException("cannot stamp", e);
    }
  }

  /** The stamp of a signature. */
  public byte[] token(byte[] signature, Instant time) throws GeneralSecurityException {
    try {
      MessageImprint imprint =
          new MessageImprint(
              new AlgorithmIdentifier(SHA_256),
              MessageDigest.getInstance("SHA-256").digest(signature));
      TSTInfo info =
          new TSTInfo(
              POLICY,
              imprint,
              new ASN1Integer(BigInteger.valueOf(System.nanoTime())),
              new ASN1GeneralizedTime(Date.from(time)),
              null,
              null,
              null,
              null,
              null);
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), authority));
      generator.addCertificates(new JcaCertStore(List.of(authority)));
      return generator
          .generate(
              new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded()),
              true)
          .getEncoded();
    } catch (CMSException | IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot stamp", e);
    }
  }

  /** The root as a file has it. */
  public String rootPem() throws GeneralSecurityException {
    return Certified.pem(root);
  }

  /** A message with these stamps, whatever they are of. */
  public static byte[] with(byte[] message, byte[]... tokens) throws GeneralSecurityException {
    try {
      CMSSignedData data = new CMSSignedData(message);
      ASN1EncodableVector values = new ASN1EncodableVector();
      for (byte[] token : tokens) {
        values.add(ASN1Primitive.fromByteArray(token));
      }
      Attribute stamps =
          new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(values));
      SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
      SignerInformation stamped =
          SignerInformation.replaceUnsignedAttributes(
              signer, new AttributeTable(new DERSet(stamps)));
      return CMSSignedData.replaceSigners(data, new SignerInformationStore(List.of(stamped)))
          .getEncoded();
    } catch (CMSException | IOException e) {
      throw new GeneralSecurityException("cannot stamp", e);
    }
  }
}
