package io.datachannels.emulators.oss;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the documents that clients send. Entities from outside are not followed. */
final class XmlInput {
    /** An element that holds text: its path, as in {@code Delete/Object/Key}, and the text. */
    record Leaf(String path, String text) {}

    private XmlInput() {}

    /**
     * The leaves of the document in order.
     *
     * @throws OssError MalformedXML if it is no XML or its root is another
     */
    static List<Leaf> leaves(byte[] document, String root) {
        try {
            List<Leaf> leaves = read(document);
            if (!leaves.isEmpty() && leaves.stream().allMatch(leaf -> leaf.path.startsWith(root + "/"))) {
                return leaves;
            }
        } catch (XMLStreamException e) {
            throw malformed();
        }
        throw malformed();
    }

    static OssError malformed() {
        return new OssError(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema.");
    }

    private static List<Leaf> read(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        List<Leaf> leaves = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        StringBuilder text = new StringBuilder();
        boolean leaf = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.append(path.isEmpty() ? "" : "/").append(reader.getLocalName());
                text.setLength(0);
                leaf = true;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (leaf) {
                    leaves.add(new Leaf(path.toString(), text.toString()));
                }
                leaf = false;
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            }
        }
        return leaves;
    }
}
